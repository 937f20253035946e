// What the manager's pages share: their head, the days they show, and the cases behind a number.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/screens/scene.hpp"

namespace amends {

// What a page shows of the reports; nothing: it is none of the manager's.
[[nodiscard]] std::optional<ReportPage> report_of(Page page);

// The page's head, its period and what goes for all of them; asks the desk for what is to be shown. Answers the report to draw
// and where; null: another page was tapped, it is still on its way, or the cases behind a number are shown instead.
struct DeskPage {
  const Report* report = nullptr;
  Rect body;
  Rect foot;  // empty: the body goes down to the end
};
[[nodiscard]] DeskPage begin_desk_page(Scene& scene, const Rect& surface, Page page);

// What a figure is called on the screen.
[[nodiscard]] std::string figure_words(const Scene& scene, Measure measure, const std::string& key);

// A page's body in two columns, or in one where it is narrow.
class TwoColumns {
 public:
  TwoColumns(Ui& ui, const Rect& area);
  Column left;
  // Call once the left one is whole: in a narrow body the second begins where it ends.
  [[nodiscard]] Column right() const;

 private:
  Rect area_;
  float gap_;
  bool is_wide_;
};

// Figures as bars to tap, for the cases behind them; nothing counted is said in a line.
struct FigureBars {
  std::string id;
  Measure measure = Measure::cases;
  const std::vector<Compared>* rows = nullptr;
  std::size_t most = 8;  // rows
  bool by_sum = false;   // money instead of how often
  float gap = 0;         // above
};
void draw_bars(Scene& scene, Column& column, const FigureBars& bars);

}  // namespace amends
