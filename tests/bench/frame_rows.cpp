// Our CPU in a frame in which nothing changed: on_update alone, so that the host's blit isn't in it.

#include <utility>

#include "hosted_overlay.hpp"
#include "journeys.hpp"
#include "measure.hpp"
#include "played_overlay.hpp"

namespace amends::bench {
namespace {

constexpr int kWarmUpFrames = 200;
constexpr int kFrames = 2000;
constexpr int kRebuiltFrames = 200;

template <typename Overlay>
double still_frame_ms(Overlay& overlay, const Wishes& wishes) {
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
double rebuilt_frame_ms(PlayedOverlay& overlay) {
  const Point at = overlay.idle_place();
  overlay.send(AMENDS_INPUT_POINTER_DOWN, at);
  const double before_ms = cpu_ms();
  for (int i = 0; i < kRebuiltFrames; ++i) {
    overlay.send(AMENDS_INPUT_POINTER_MOVE, {at.x + i % 2, at.y});
    (void)overlay.update();
  }
  const double spent_ms = cpu_ms() - before_ms;
  overlay.send(AMENDS_INPUT_POINTER_UP, at);
  return spent_ms / kRebuiltFrames;
}

double closed_frame_ms(const Wishes& wishes) {
  const TemporaryFolder folder(wishes.folder);
  HostedOverlay overlay(folder.path());
  overlay.settle();
  return still_frame_ms(overlay, wishes);
}

}  // namespace

std::vector<Row> measure_frames(const Wishes& wishes) {
  std::vector<Row> rows;
  rows.push_back(row_alone("frame_closed", closed_frame_ms(wishes), "ms", goal::kFrameClosedMs));
  const TemporaryFolder folder(wishes.folder);
  const Played& fullest = fullest_screen(wishes);
  PlayedOverlay overlay(fullest, folder.path());
  Row open = row_alone("frame_open", still_frame_ms(overlay, wishes), "ms", goal::kFrameOpenMs);
  open.note = name_of(fullest) + ".";
  rows.push_back(std::move(open));
  rows.push_back(row_to_know("frame_rebuilt", rebuilt_frame_ms(overlay), "ms", std::nullopt));
  return rows;
}

}  // namespace amends::bench
