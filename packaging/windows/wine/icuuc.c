/* For the tests under Wine only, never shipped: Windows has had icuuc.dll since 2017, Wine has not.
 * Qt links to it for the text encodings of old. Every question is answered as if there were none of them.
 */
#define OFFERED __declspec(dllexport)
#define NO_SUCH_CONVERTER 4
#define NOTHING(name) OFFERED void name(void) {}
#define NONE(name) OFFERED int name(void) { return 0; }

OFFERED void *ucnv_open(const char *name, int *error)
{
    (void)name;
    if (error)
        *error = NO_SUCH_CONVERTER;
    return 0;
}

OFFERED const char *ucnv_getAvailableName(int place) { (void)place; return 0; }
OFFERED const char *ucnv_getName(void *converter, int *error) { (void)converter; (void)error; return 0; }
OFFERED const char *ucnv_getStandardName(const char *a, const char *b, int *c) { (void)a; (void)b; (void)c; return 0; }

NONE(ucnv_countAvailable)
NONE(ucnv_fromUCountPending)
NONE(ucnv_getMaxCharSize)
NONE(ucnv_toUCountPending)
NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE)
NOTHING(ucnv_cbFromUWriteUChars)
NOTHING(ucnv_cbToUWriteUChars)
NOTHING(ucnv_close)
NOTHING(ucnv_fromUnicode)
NOTHING(ucnv_getFromUCallBack)
NOTHING(ucnv_getToUCallBack)
NOTHING(ucnv_reset)
NOTHING(ucnv_setFromUCallBack)
NOTHING(ucnv_setToUCallBack)
NOTHING(ucnv_toUnicode)
