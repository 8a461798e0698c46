; setup.exe for one user, without administrator rights. Silent: setup.exe /S [/D=C:\folder], last on the line.
; Made by installers.py, which defines VERSION, TREE, OUT and REMOVE (a list of every file that is installed).
; Only those files are ever removed: something that a person has put in the folder is left alone.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
RequestExecutionLevel user
!include MUI2.nsh
!include LogicLib.nsh
!include WordFunc.nsh

!define CLASSES "Software\Classes"
!define FILETYPE "FamiljeFlow.Arbetsfil"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\FamiljeFlow"
!define UNINSTALLER "$INSTDIR\Avinstallera.exe"
!define IS_NEWER 1638 ; ERROR_PRODUCT_VERSION
!define IS_IN_USE 1618 ; ERROR_INSTALL_ALREADY_RUNNING

Name "FamiljeFlow"
OutFile "${OUT}"
BrandingText "FamiljeFlow ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\FamiljeFlow"
InstallDirRegKey HKCU "Software\FamiljeFlow" "InstallDir"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "FamiljeFlow"
VIAddVersionKey "CompanyName" "FamiljeFlow"
VIAddVersionKey "FileDescription" "FamiljeFlow"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "EUPL-1.2"

!define MUI_ICON "..\icons\familjeflow.ico"
!define MUI_UNICON "..\icons\familjeflow.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\FamiljeFlow.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Swedish"

!ifdef SIGNER
  !uninstfinalize '${SIGNER} "%1"'
!endif

!macro RefuseWhileInUse
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\FamiljeFlow.exe"
    FileOpen $0 "$INSTDIR\FamiljeFlow.exe" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "FamiljeFlow är igång. Stäng programmet och försök igen." /SD IDOK
      SetErrorLevel ${IS_IN_USE}
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Function .onInit
  ReadRegStr $0 HKCU "${UNINSTALL}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      MessageBox MB_OK|MB_ICONINFORMATION "En nyare version av FamiljeFlow ($0) finns redan." /SD IDOK
      SetErrorLevel ${IS_NEWER}
      Quit
    ${EndIf}
  ${EndIf}
  !insertmacro RefuseWhileInUse
FunctionEnd

Function un.onInit
  !insertmacro RefuseWhileInUse
FunctionEnd

Section
  SetShellVarContext current
  ${If} ${FileExists} "${UNINSTALLER}"
    ; the version that is there knows its own files
    ExecWait '"${UNINSTALLER}" /S _?=$INSTDIR'
    Delete "${UNINSTALLER}"
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${TREE}/*"
  WriteUninstaller "${UNINSTALLER}"
  CreateShortcut "$SMPROGRAMS\FamiljeFlow.lnk" "$INSTDIR\FamiljeFlow.exe"
  WriteRegStr HKCU "Software\FamiljeFlow" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${CLASSES}\.familjeflow" "" "${FILETYPE}"
  WriteRegStr HKCU "${CLASSES}\${FILETYPE}" "" "FamiljeFlow-arbetsfil"
  WriteRegStr HKCU "${CLASSES}\${FILETYPE}\DefaultIcon" "" "$INSTDIR\FamiljeFlow.exe,0"
  WriteRegStr HKCU "${CLASSES}\${FILETYPE}\shell\open\command" "" '"$INSTDIR\FamiljeFlow.exe" --vault "%1"'
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "FamiljeFlow"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "FamiljeFlow"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\FamiljeFlow.exe,0"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"${UNINSTALLER}"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"${UNINSTALLER}" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE_IN_KB}
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  SetOutPath "$TEMP"
  !include "${REMOVE}"
  Delete "${UNINSTALLER}"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\FamiljeFlow.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\FamiljeFlow"
  DeleteRegKey HKCU "${CLASSES}\${FILETYPE}"
  DeleteRegKey HKCU "${CLASSES}\.familjeflow"
SectionEnd
