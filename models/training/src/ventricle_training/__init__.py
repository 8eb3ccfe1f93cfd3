"""Training of Ventricle's models: prepare, train, evaluate, export."""
