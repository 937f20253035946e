// Draws the till's flat look with Dear ImGui's draw lists and remembers what it wrote, and where, so that a
// journey can find it. Promises: only the given area of the window is touched; texts are cut with "…", never drawn
// over others. One painter at a time: the ImGui context is the till's own.

#pragma once

#include <SDL.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/result.hpp"

struct ImDrawList;
struct ImFont;
struct ImGuiContext;

namespace kiosk {

struct Label {
  std::string text;
  SDL_Rect rect;
  bool tappable = false;
};

enum class TextStyle { title, strong, normal, small };

struct Colour {
  Uint8 red, green, blue;
};

class Painter {
 public:
  // `letters` holds every character that will be written, ASCII excepted.
  [[nodiscard]] static Result<std::unique_ptr<Painter>> create(const std::string& letters);
  Painter(const Painter&) = delete;
  Painter& operator=(const Painter&) = delete;
  ~Painter();

  // For a new renderer, after the window changed its size too. Textures of the former one must still be there.
  [[nodiscard]] Result<void> attach(SDL_Renderer* renderer, int width, int height);
  void detach();

  // Between begin and end everything is drawn; end puts what lies in `area` on the renderer.
  void begin();
  void end(const SDL_Rect& area);

  void fill(const SDL_Rect& rect, Colour colour);
  // Writes from the left edge, or to the right edge, or into the middle of `box`; centred from top to bottom.
  void text_left(const SDL_Rect& box, TextStyle style, Colour colour, std::string_view text);
  void text_right(const SDL_Rect& box, TextStyle style, Colour colour, std::string_view text);
  void text_centred(const SDL_Rect& box, TextStyle style, Colour colour, std::string_view text);
  // Notes something tappable; what is written on it is written apart.
  void label(const SDL_Rect& rect, std::string_view text);
  void push_clip(const SDL_Rect& rect);
  void pop_clip();

  int text_width(TextStyle style, std::string_view text) const;
  const std::vector<Label>& labels() const { return labels_; }

 private:
  struct ContextEnd {
    void operator()(ImGuiContext* context) const;
  };

  explicit Painter(std::string letters);
  Result<void> load_fonts();
  ImFont* font(TextStyle style) const;
  std::string cut(TextStyle style, std::string_view text, int width) const;
  void write(const SDL_Rect& box, int x, TextStyle style, Colour colour, std::string_view whole,
             const std::string& cut);

  std::unique_ptr<ImGuiContext, ContextEnd> context_;
  std::string letters_;
  std::vector<ImFont*> fonts_;
  SDL_Renderer* renderer_ = nullptr;
  ImDrawList* list_ = nullptr;
  std::vector<SDL_Rect> clips_;
  std::vector<Label> labels_;
};

}  // namespace kiosk
