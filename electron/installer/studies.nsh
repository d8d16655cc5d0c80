; A study is a folder, NAME.tandem, which Windows cannot associate by its ending: give such folders, and no others,
; "Open in Tandem" in their menu and as what a double click does not need (they can still be opened as folders).
!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\Directory\shell\Tandem" "" "Open in Tandem"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Directory\shell\Tandem" "AppliesTo" 'System.FileExtension:=".tandem"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\Directory\shell\Tandem" "Icon" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Directory\shell\Tandem\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Directory\shell\Tandem"
!macroend
