@echo off
rem Takes smcheck away: its own folder, its command, the icon on the desktop and what it remembers of drafts.
rem Your drafts, settings and decisions stay where they are.
setlocal EnableExtensions DisableDelayedExpansion
set "home=%LOCALAPPDATA%\smcheck"
set "command=%LOCALAPPDATA%\Microsoft\WindowsApps\smcheck.cmd"

if not exist "%home%\venv" (
    echo smcheck is not installed: there is no folder "%home%\venv"
    pause
    exit /b 1
)
"%home%\venv\Scripts\smcheck.exe" app --remove-shortcut
if errorlevel 1 echo If there is an icon of smcheck on the desktop, delete it.
if exist "%command%" "%SystemRoot%\System32\find.exe" /i "\smcheck\venv\Scripts\smcheck.exe" "%command%" >nul 2>nul && del "%command%"
if exist "%command%" echo "%command%" is another program, and was left.
for %%d in (venv Cache) do if exist "%home%\%%d" rmdir /s /q "%home%\%%d"
if exist "%home%\install.log" del "%home%\install.log"
rmdir "%home%" 2>nul
if exist "%home%\venv" (
    echo Something of smcheck is still in use. Close the desk and other windows of smcheck, and run uninstall.cmd again.
    pause
    exit /b 1
)
echo smcheck is gone. Your drafts, settings and decisions are where they were.
pause
exit /b 0
