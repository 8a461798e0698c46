/* FamiljeFlow.exe: the program in this very process, run by the Python that lies beside it.
 *
 * No python.exe is shipped, so this program also starts the program's own child processes (the session, the key
 * derivation): they are asked for as "-P -m familjeflow[.MODULE]", as any Python would be. Nothing else can be
 * run with it. The file PYTHON_DLL's name with ._pth, beside it, keeps Python from looking at the registry, the
 * environment or the user's own packages.
 */
#define _WIN32_WINNT 0x0A00
#include <windows.h>
#include <stdlib.h>
#include <wchar.h>

#define WIDE_(text) L##text
#define WIDE(text) WIDE_(text)
#define LONGEST_PATH 32767

typedef int (*python_main)(int, wchar_t **);

static int refuse(const wchar_t *reason)
{
    MessageBoxW(NULL, reason, L"FamiljeFlow", MB_OK | MB_ICONERROR);
    return 3;
}

/* The Python of this installation, and never one that happens to lie somewhere else. */
static python_main find_python(void)
{
    static wchar_t path[LONGEST_PATH + 32];
    DWORD length = GetModuleFileNameW(NULL, path, LONGEST_PATH);
    wchar_t *name = length && length < LONGEST_PATH ? wcsrchr(path, L'\\') : NULL;
    if (!name)
        return NULL;
    wcscpy(name + 1, WIDE(PYTHON_DLL));
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    HMODULE python =
        LoadLibraryExW(path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    return python ? (python_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
}

static int is_own_child(int count, wchar_t **words)
{
    static const wchar_t own[] = L"familjeflow";
    size_t length = wcslen(own);
    return count > 3 && !wcscmp(words[1], L"-P") && !wcscmp(words[2], L"-m") && !wcsncmp(words[3], own, length)
        && (words[3][length] == L'\0' || words[3][length] == L'.');
}

int WINAPI wWinMain(HINSTANCE self, HINSTANCE none, PWSTR line, int show)
{
    static wchar_t *start[] = {L"-X", L"utf8", L"-P", L"-m", L"familjeflow"};
    (void)self; (void)none; (void)line; (void)show;
    python_main run = find_python();
    if (!run)
        return refuse(L"FamiljeFlow är inte helt installerat. Installera programmet igen.");
    int added = is_own_child(__argc, __wargv) ? 2 : 5;
    wchar_t **words = calloc(__argc + added + 1, sizeof *words);
    if (!words)
        return refuse(L"Datorn har för lite ledigt minne för att starta FamiljeFlow.");
    int count = 0;
    words[count++] = __wargv[0];
    for (int i = 0; i < added; i++)
        words[count++] = start[i];
    for (int i = 1; i < __argc; i++)
        words[count++] = __wargv[i];
    return run(count, words);
}
