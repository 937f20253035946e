// Our CPU in a frame in which nothing changed: on_update alone, so that the host's blit isn't in it.

#include <fmt/format.h>

#include "hosted_overlay.hpp"
#include "measure.hpp"

namespace amends::bench {
namespace {

constexpr int kWarmUpFrames = 200;
constexpr int kFrames = 2000;
constexpr int kRebuiltFrames = 200;

double still_frame_ms(HostedOverlay& overlay, const Wishes& wishes) {
  overlay.settle();
  for (int i = 0; i < kWarmUpFrames; ++i)
    (void)overlay.update();
  std::uint32_t flags = 0;
  const double before_ms = cpu_ms();
  for (int i = 0; i < kFrames; ++i) {
    flags |= overlay.update().flags;
    burn(wishes.slow_down);
  }
  const double spent_ms = cpu_ms() - before_ms;
  if (flags != 0) throw CannotMeasure{"a frame in which nothing happened changed"};
  return spent_ms / kFrames;
}

// A finger rests on a place where nothing is to be tapped and trembles, less than a drag: all of the screen is laid out
// anew and nothing of it differs.
double rebuilt_frame_ms(HostedOverlay& overlay) {
  const auto headings = overlay.items(AMENDS_NODE_HEADING);
  if (headings.empty()) throw CannotMeasure{"the sheet has no heading"};
  const Point at = headings.back().centre;
  overlay.press(at);
  const double before_ms = cpu_ms();
  for (int i = 0; i < kRebuiltFrames; ++i) {
    overlay.move({at.x + i % 2, at.y});
    (void)overlay.update();
  }
  const double spent_ms = cpu_ms() - before_ms;
  overlay.release(at);
  return spent_ms / kRebuiltFrames;
}

}  // namespace

std::vector<Row> measure_frames(const Wishes& wishes) {
  const TemporaryFolder folder(wishes.folder);
  HostedOverlay overlay(folder.path());
  std::vector<Row> rows;
  rows.push_back(row_alone("frame_closed", still_frame_ms(overlay, wishes), "ms", goal::kFrameClosedMs));
  overlay.record_case();
  Row open = row_alone("frame_open", still_frame_ms(overlay, wishes), "ms", goal::kFrameOpenMs);
  open.note = fmt::format("{} lines, {} failures and wishes on the sheet.", overlay.items(AMENDS_NODE_CHECK_BOX).size(),
                          overlay.items(AMENDS_NODE_RADIO).size());
  rows.push_back(std::move(open));
  rows.push_back(row_to_know("frame_rebuilt", rebuilt_frame_ms(overlay), "ms", std::nullopt));
  return rows;
}

}  // namespace amends::bench
