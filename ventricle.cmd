@echo off
rem Starts Ventricle from a source tree: finds a JDK 25 or newer, builds when sources are newer than
rem the build, and runs. What this script and the build say goes to stderr.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0"
set "ROOT=%ROOT:~0,-1%"
set "BUILT=%ROOT%\app\target"

set "FOUND="
if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined FOUND for /f "delims=" %%J in ('where java 2^>nul') do call :try "%%~dpJ.."
if not defined FOUND for /d %%V in ("%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Java" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\BellSoft" "%ProgramFiles%\Amazon Corretto" "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%USERPROFILE%\.jdks" "%USERPROFILE%\.sdkman\candidates\java") do for /d %%J in ("%%~V\*") do call :try "%%~J"
if not defined FOUND (
  echo ventricle: needs a JDK 25 or newer: get one from https://adoptium.net, or set JAVA_HOME to it>&2
  exit /b 1
)
set "JAVA_HOME=%FOUND%"

rem Newer means: any source written after the app's jar. PowerShell is part of every Windows we know.
powershell -NoProfile -Command "$jar = Get-ChildItem '%BUILT%\ventricle-app-*.jar' -ErrorAction SilentlyContinue | Sort-Object LastWriteTime | Select-Object -Last 1; if (-not $jar) { exit 1 }; $sources = @('pom.xml','engine\pom.xml','viewer\pom.xml','app\pom.xml','engine\src\main','viewer\src\main','app\src\main','packaging\icons','packaging\jvm.options') | ForEach-Object { Join-Path '%ROOT%' $_ } | Where-Object { Test-Path $_ }; $newer = Get-ChildItem $sources -Recurse | Where-Object { $_.LastWriteTime -gt $jar.LastWriteTime } | Select-Object -First 1; if ($newer) { exit 1 }; exit 0" <nul >nul 2>&1
if not errorlevel 1 goto :start

echo ventricle: building ^(the first time takes some minutes^)>&2
pushd "%ROOT%"
call mvnw.cmd -q -DskipTests -Dformat.skip=true -pl app -am package 1>&2 <nul
if errorlevel 1 (
  popd
  echo ventricle: the build failed, see above>&2
  exit /b 1
)
popd

:start
set "JAR="
for /f "delims=" %%J in ('dir /b /o-d "%BUILT%\ventricle-app-*.jar"') do if not defined JAR set "JAR=%BUILT%\%%J"
set "CACHE="
if exist "%BUILT%\ventricle.aot" set "CACHE="-XX:AOTCache=%BUILT%\ventricle.aot""
set "OPT_OUT_TRACKING=true"
set "ORT_DISABLE_TELEMETRY=1"
"%JAVA_HOME%\bin\java.exe" "@%ROOT%\packaging\jvm.options" "-Dventricle.root=%ROOT%" %CACHE% "--module-path=%BUILT%\javafx" "--class-path=%JAR%" ventricle.app.Main %*
exit /b %ERRORLEVEL%

:try
if defined FOUND exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "usebackq tokens=2 delims==" %%R in (`findstr /b "JAVA_VERSION=" "%~1\release"`) do for /f "tokens=1 delims=.-+" %%M in ("%%~R") do if %%M GEQ 25 set "FOUND=%~f1"
exit /b 0
