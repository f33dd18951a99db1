// Makes ncursesw visible to Swift: macros, globals and variadic functions as plain functions.
// Only the module Curses imports this. Nothing here is thread-safe but what rescue.h says.
#pragma once
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <term.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>
#include "rescue.h"

// term.h defines a macro for each capability, some of them everyday words.
#undef lines
#undef columns
#undef tab
#undef newline
#undef bell

/// Key codes of our own, far above those that ncurses gives to the keys of a terminal type.
enum { TD_PASTE_BEGIN = 0x4001, TD_PASTE_END = 0x4002 };

/// What became of a name in the terminal data base.
typedef enum { TD_TERM_USABLE, TD_TERM_UNKNOWN, TD_TERM_TOO_SIMPLE } td_term;

static inline bool td_capability(const char *name) {
    const char *value = tigetstr(name);
    return value != NULL && value != (const char *)-1;
}

/// Looks a terminal type up; it is usable when its cursor can be placed.
static inline td_term td_lookup(const char *name) {
    int error = 0;
    if (setupterm(name, STDOUT_FILENO, &error) != OK) {
        return error == 1 ? TD_TERM_TOO_SIMPLE : TD_TERM_UNKNOWN;
    }
    td_term result = td_capability("cup") ? TD_TERM_USABLE : TD_TERM_TOO_SIMPLE;
    del_curterm(cur_term);
    return result;
}

/// The window that keys are read from: a pad, since reading from a window would refresh it.
/// Called from one Swift file only, so that its static variable is one.
static inline WINDOW *td_keys(void) {
    static WINDOW *keys = NULL;
    if (keys == NULL) {
        keys = newpad(1, 1);
        if (keys != NULL) {
            keypad(keys, TRUE);
            nodelay(keys, TRUE);
        }
    }
    return keys;
}

/// Starts curses on standard input and output; false: the terminal type cannot be used.
static inline bool td_start(const char *name, bool colors) {
    // LINES and COLUMNS must not override the size that the terminal itself tells.
    use_env(FALSE);
    use_tioctl(TRUE);
    if (newterm(name, stdout, stdin) == NULL) return false;
    set_escdelay(25);
    raw();
    noecho();
    nonl();
    // Pending keys must not cut a picture in two.
    typeahead(-1);
    intrflush(stdscr, FALSE);
    idlok(stdscr, TRUE);
    if (colors && has_colors()) {
        start_color();
        use_default_colors();
    }
    define_key("\033[200~", TD_PASTE_BEGIN);
    define_key("\033[201~", TD_PASTE_END);
    return true;
}

/// The next key code or byte; ERR: none is waiting.
static inline int td_read_key(void) {
    WINDOW *keys = td_keys();
    return keys == NULL ? ERR : wgetch(keys);
}

/// The name of a key code, such as "kUP5"; NULL: it has none.
static inline const char *td_key_name(int code) { return keyname(code); }

/// Takes over the character set of the environment and tells whether it is UTF-8.
///
/// Only the character set: the other parts of a locale would change how numbers are read and written.
static inline bool td_use_locale(void) {
    if (setlocale(LC_CTYPE, "") == NULL) {
        // A locale that this machine lacks, as after a login from elsewhere: its character set counts.
        const char *names[] = {getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG")};
        for (int i = 0; i < 3; i++) {
            if (names[i] == NULL || names[i][0] == 0) continue;
            if (strstr(names[i], "UTF-8") || strstr(names[i], "utf8")) setlocale(LC_CTYPE, "C.UTF-8");
            break;
        }
    }
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

// POSIX has it, but the headers show it only with feature macros that Swift's own view of them lacks.
extern int wcwidth(wchar_t character);

/// The columns that ncurses gives to a character; -1: it knows none.
static inline int td_character_columns(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

/// Whether the locale's single-byte character set has a character.
static inline bool td_locale_has(uint32_t scalar) { return wctob((wint_t)scalar) != EOF; }

/// The character of a byte in that set; 0: it has none.
static inline uint32_t td_locale_character(unsigned char byte) {
    wint_t wide = btowc(byte);
    return wide == WEOF ? 0 : (uint32_t)wide;
}

/// Asks the terminal for the left button and the wheel, or leaves the mouse to it; false: it has none.
static inline bool td_take_mouse(bool on) {
    // Two presses are two presses: waiting for a double click would delay the first one.
    mouseinterval(0);
    return mousemask(on ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL) != 0;
}

/// What the mouse did when the key KEY_MOUSE was read, and where.
typedef enum { TD_MOUSE_NOTHING, TD_MOUSE_PRESS, TD_MOUSE_UP, TD_MOUSE_DOWN } td_mouse_act;

static inline td_mouse_act td_mouse(int *x, int *y) {
    MEVENT event;
    if (getmouse(&event) != OK) return TD_MOUSE_NOTHING;
    *x = event.x;
    *y = event.y;
    if (event.bstate & BUTTON1_PRESSED) return TD_MOUSE_PRESS;
    if (event.bstate & BUTTON4_PRESSED) return TD_MOUSE_UP;
    return event.bstate & BUTTON5_PRESSED ? TD_MOUSE_DOWN : TD_MOUSE_NOTHING;
}

static inline int td_colors(void) { return COLORS; }
static inline int td_pairs(void) { return COLOR_PAIRS; }
static inline int td_rows(void) { return LINES; }
static inline int td_columns(void) { return COLS; }

/// The size that the terminal itself tells; false: it tells none.
static inline bool td_terminal_size(int *rows, int *columns) {
    struct winsize size = {0};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return false;
    *rows = size.ws_row;
    *columns = size.ws_col;
    return true;
}

/// Whether its control sequences are those of ANSI and DEC, so that private modes may be set.
static inline bool td_is_ansi(void) {
    const char *move = tigetstr("cup");
    return move != NULL && move != (const char *)-1 && strncmp(move, "\033[", 2) == 0;
}

/// A control sequence of the terminal; NULL: it has none. Valid until curses ends.
static inline const char *td_sequence(const char *name) {
    const char *value = tigetstr(name);
    return value == (const char *)-1 ? NULL : value;
}

/// The sequence that places the cursor at the start of the last line; valid until the next call.
static inline const char *td_bottom_left(void) {
    const char *move = td_sequence("cup");
    return move == NULL ? NULL : tiparm(move, LINES - 1, 0);
}

/// Attribute bits in the order of Screen.Attributes: bold, dim, italic, underline, reverse.
static inline attr_t td_attributes(unsigned flags) {
    return (flags & 1 ? A_BOLD : 0) | (flags & 2 ? A_DIM : 0) | (flags & 4 ? A_ITALIC : 0)
        | (flags & 8 ? A_UNDERLINE : 0) | (flags & 16 ? A_REVERSE : 0);
}

/// Fills one cell: a spacing character and up to four others, zeros behind the last.
static inline void td_set_cell(
    cchar_t *cell, wchar_t base, wchar_t a, wchar_t b, wchar_t c, wchar_t d, attr_t attributes, int pair) {
    const wchar_t text[6] = {base, a, b, c, d, 0};
    setcchar(cell, text, attributes, (short)pair, &pair);
}

static inline void td_write_row(int row, const cchar_t *cells, int count) {
    mvwadd_wchnstr(stdscr, row, 0, cells, count);
}

/// Places the cursor, or hides it with a negative column.
static inline void td_place_cursor(int row, int column) {
    leaveok(stdscr, column < 0);
    if (column >= 0) wmove(stdscr, row, column);
}

/// Sends what changed; with `everything`, the whole screen anew.
static inline void td_update(bool everything) {
    if (everything) clearok(curscr, TRUE);
    wnoutrefresh(stdscr);
    doupdate();
}

static inline void td_redraw_row(int row) { wredrawln(stdscr, row, 1); }
static inline void td_erase(void) { werase(stdscr); }
