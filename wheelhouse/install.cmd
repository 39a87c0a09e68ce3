@echo off
rem Installs smcheck from this folder, without the internet, for the person who runs it, or puts a newer one in the
rem place of an older. Drop the folder of your drafts onto this file, or double-click it. uninstall.cmd takes it away.
setlocal EnableExtensions DisableDelayedExpansion
set "here=%~dp0"
set "home=%LOCALAPPDATA%\smcheck"
set "commands=%LOCALAPPDATA%\Microsoft\WindowsApps"
set "drafts=%~1"
if not defined drafts goto begin
if "%~1"==%1 goto begin
rem Windows puts no quotes about a folder without blanks, and parts its name at some signs.
set "drafts=%*"
setlocal EnableDelayedExpansion
set "parted="
if not "!cmdcmdline:&=!"=="!cmdcmdline!" set "parted=yes"
if not "!cmdcmdline:^=!"=="!cmdcmdline!" set "parted=yes"
endlocal & set "parted=%parted%"
if defined parted (
    set "why=the name of the folder that you dropped has a sign that cannot be passed on. Double-click install.cmd, and type the folder."
    goto failed
)

:begin
if not exist "%here%requirements.txt" (
    set "why=copy the whole folder to this computer first (from a .zip: Extract All), and run install.cmd there."
    goto failed
)

set "python="
for %%v in (3.13 3.12 3.11) do if not defined python call :try py -%%v
if not defined python call :try python
if not defined python (
    set "why=it needs Python 3.11, 3.12 or 3.13 for 64-bit Windows, and none was found. Get 3.13 from https://www.python.org/downloads/ and try again."
    goto failed
)

if not defined drafts set /p "drafts=In which folder are your drafts? Press Enter for a new one, smcheck, in Documents: "
if not defined drafts set "drafts=%USERPROFILE%\Documents\smcheck"
set "drafts=%drafts:"=%"

echo Installing smcheck; this takes a minute or two ...
if not exist "%home%" mkdir "%home%"
if not exist "%drafts%" mkdir "%drafts%"
if not exist "%drafts%\" (
    set "why=the folder of your drafts cannot be made, or is none."
    goto failed
)
if exist "%home%\venv" rmdir /s /q "%home%\venv"
if exist "%home%\venv" (
    set "why=the older one is still in use. Close the desk and other windows of smcheck, and try again."
    goto failed
)
call %python% -m venv "%%home%%\venv"
if errorlevel 1 (
    set "why=Python could not make an environment in %LOCALAPPDATA%\smcheck."
    goto failed
)
"%home%\venv\Scripts\python.exe" -m pip --isolated install --quiet --no-index --no-compile --disable-pip-version-check --find-links "%here%wheels" --require-hashes -r "%here%requirements.txt" >"%home%\install.log" 2>&1
if errorlevel 1 (
    type "%home%\install.log"
    rmdir /s /q "%home%\venv"
    set "why=its files could not be installed; the lines above say why. Is this folder whole, and for this kind of computer?"
    goto failed
)
"%home%\venv\Scripts\smcheck.exe" --version
if errorlevel 1 (
    set "why=it does not start. Your IT support may have to allow programs in %LOCALAPPDATA%\smcheck."
    goto failed
)

if exist "%commands%" (
    call :command
) else (
    echo The command is at "%home%\venv\Scripts\smcheck.exe"
)
"%home%\venv\Scripts\smcheck.exe" app "%drafts%\." --shortcut
if errorlevel 1 echo The icon could not be put on the desktop; smcheck app opens the desk all the same.
echo.
echo smcheck is installed. Its own folder is "%home%"; your drafts are in "%drafts%"
pause
exit /b 0

:try
call %* -c "import ensurepip, sys, sysconfig, venv; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13) and sysconfig.get_platform() == 'win-amd64'))" >nul 2>nul
if not errorlevel 1 set "python=%*"
exit /b 0

:command
if exist "%commands%\smcheck.cmd" (
    "%SystemRoot%\System32\find.exe" /i "\smcheck\venv\Scripts\smcheck.exe" "%commands%\smcheck.cmd" >nul 2>nul
    if errorlevel 1 (
        echo There is another program at "%commands%\smcheck.cmd", which was left. smcheck is at "%home%\venv\Scripts\smcheck.exe"
        exit /b 0
    )
)
>"%commands%\smcheck.cmd" echo @"%%LOCALAPPDATA%%\smcheck\venv\Scripts\smcheck.exe" %%*
echo The command smcheck works in every new Command Prompt.
exit /b 0

:failed
setlocal EnableDelayedExpansion
echo.
echo smcheck was not installed: !why!
pause
exit /b 1
