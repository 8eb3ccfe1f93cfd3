package ventricle.engine.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeviceTest {

  @Test
  void readsTheNamesOfTheCommandLine() {
    assertThat(Device.parse("auto")).contains(new Device.Auto());
    assertThat(Device.parse("cpu")).contains(new Device.Cpu());
    assertThat(Device.parse("cuda")).contains(new Device.Cuda(0));
    assertThat(Device.parse("cuda:3")).contains(new Device.Cuda(3));
  }

  @Test
  void knowsNothingElse() {
    assertThat(Device.parse("gpu")).isEmpty();
    assertThat(Device.parse("cuda:")).isEmpty();
    assertThat(Device.parse("cuda:-1")).isEmpty();
  }
}
