// Where the till's parts stand, for any window. Promises: inside the window, nothing over anything else, rows of
// buttons at least 48 pixels high, and the right edge below the bar left free for an overlay's tab.

#pragma once

#include <SDL.h>

namespace kiosk {

inline constexpr int kTapTarget = 48;  // pixels, the least a finger hits safely
inline constexpr int kSmallestWidth = 480;
inline constexpr int kSmallestHeight = 480;

struct Layout {
  SDL_Rect bar;      // who is signed on, and the clock
  SDL_Rect check;    // title and lines
  SDL_Rect buttons;  // what can be done with the check
  SDL_Rect floor;    // tables, baskets, receipts
  SDL_Rect status;   // one small line
};

Layout lay_out(int width, int height);

// The i-th of `count` equal columns of a row, with `gap` between them.
SDL_Rect column(const SDL_Rect& row, int index, int count, int gap);

// The cards of the floor: how many stand side by side, and how large one is.
struct Grid {
  int columns = 1;
  int card_width = 0;
  int card_height = 0;
  int gap = 10;
  SDL_Rect card(const SDL_Rect& floor, int index) const;
  int content_height(int count) const;
};
Grid lay_out_cards(const SDL_Rect& floor, int count);

}  // namespace kiosk
