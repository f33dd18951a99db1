// Makes ncursesw visible to Swift. Only the module Curses imports this.
#pragma once
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
