#include "kiosk/journey_player.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <utility>

namespace kiosk {
namespace {

// So long nothing may happen before a step counts as settled: longer than a commit on a slow disk.
constexpr Uint64 kQuietMs = 60;
constexpr Uint64 kSettleAtMostMs = 3000;
constexpr int kFindAtMostMs = 2000;
constexpr int kWaitAtMostMs = 5000;
constexpr int kScrollsAtMost = 30;
constexpr int kWalkAtMost = 80;
// A letter is four corners; a filled box with an edge and round, soft corners has some sixty.
constexpr int kLettersOfABox = 16;

SDL_Point middle(const SDL_Rect& rect) {
  return {rect.x + rect.w / 2, rect.y + rect.h / 2};
}

// Enough of it to be hit: a finger's breadth, or all of it.
bool is_reachable(const Seen& seen) {
  return seen.rect.w >= std::min(seen.whole.w, 24) && seen.rect.h >= std::min(seen.whole.h, 24) && seen.rect.w > 0 &&
         seen.rect.h > 0;
}

// Of UTF-8: its first bytes.
int letters_in(const std::string& text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(),
                                        [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

// A hand that waits lies below the screen.
SDL_Point resting_place(const Till& till) {
  const SDL_Rect window = till.window().area();
  return {window.x + window.w / 2, window.y + window.h};
}

}  // namespace

JourneyPlayer::JourneyPlayer(Till& till, const Journey& journey, std::filesystem::path pictures_dir, int kill_at)
    : till_(&till),
      journey_(&journey),
      pictures_dir_(std::move(pictures_dir)),
      kill_at_(kill_at),
      hand_(till),
      keystrokes_(resting_place(till)) {}

void JourneyPlayer::settle() {
  const Uint64 begin = SDL_GetTicks64();
  Uint64 last_change = begin;
  for (;;) {
    const Uint64 now = SDL_GetTicks64();
    if (now - begin > kSettleAtMostMs) return;
    if (now - last_change >= kQuietMs && till_->is_quiet()) return;
    const Uint64 rest = now - last_change < kQuietMs ? kQuietMs - (now - last_change) : 1;
    if (till_->turn(static_cast<int>(rest))) last_change = SDL_GetTicks64();
  }
}

Result<void> JourneyPlayer::play() {
  settle();
  int number = 0;
  for (const Step& step : journey_->steps) {
    ++number;
    const auto played = play_step(step);
    if (!played) {
      // The picture stands beside the others; without it the sentence says enough.
      const auto name = fmt::format("{}-line-{}-failed", journey_->file.stem().string(), step.line);
      const auto saved = take_picture(name);
      return failure(fmt::format("{}:{}: {}: {} On the screen: {}.{}", journey_->file.string(), step.line, step.source,
                                 played.error(), describe(look(*till_)),
                                 saved ? fmt::format(" Picture: {}.png.", (pictures_dir_ / name).string()) : ""));
    }
    if (number == kill_at_) std::raise(SIGKILL);
    settle();
    note_fullness(number);
    if (till_->wants_to_end()) return failure("Somebody closed the window.");
  }
  if (till_->overlay_faults() > 0) {
    return failure(fmt::format("{}: the overlay reported misbehaviour.", journey_->file.string()));
  }
  return {};
}

void JourneyPlayer::note_fullness(int step) {
  Fullest now{.step = step};
  for (const Seen& one : look(*till_)) {
    if (!one.is_overlays || SDL_RectEmpty(&one.rect)) continue;
    ++now.nodes;
    now.letters += letters_in(one.label) + letters_in(one.value);
    if (one.can_be_tapped) now.drawn += kLettersOfABox;
  }
  now.drawn += now.letters;
  if (now.drawn > fullest_.drawn) fullest_ = now;
}

Result<void> JourneyPlayer::play_step(const Step& step) {
  switch (step.kind) {
    case StepKind::tap:
    case StepKind::press:
    case StepKind::drag:
      return touch(step);
    case StepKind::type:
      keystrokes_.keys(hand_.type(step.text));
      return {};
    case StepKind::key:
      if (!hand_.press_key(step.text)) return failure("there is no key of that name.");
      keystrokes_.keys(1);
      return {};
    case StepKind::scan:
      if (!hand_.scan(step.text)) return failure("a US keyboard can't type that.");
      // The scanner's trigger.
      keystrokes_.keys(1);
      return {};
    case StepKind::walk:
      return walk(step);
    case StepKind::wait:
      return await(step, true, kWaitAtMostMs);
    case StepKind::expect:
      return await(step, true, kFindAtMostMs);
    case StepKind::absent:
      return await(step, false, kFindAtMostMs);
    case StepKind::picture:
      return take_picture(step.text);
    case StepKind::host:
      till_->pos().set_behaviour(step.behaviour);
      return {};
    case StepKind::advance:
      till_->clock().advance(step.duration_us);
      till_->touch_overlay();
      return {};
    case StepKind::sign_on:
      return sign_on(step);
    case StepKind::restart:
      return restart();
    case StepKind::pause: {
      const Uint64 end = SDL_GetTicks64() + static_cast<Uint64>(step.duration_us / 1000);
      while (SDL_GetTicks64() < end)
        till_->turn(static_cast<int>(end - std::min(end, SDL_GetTicks64())));
      return {};
    }
    case StepKind::size:
      till_->window().resize(step.width, step.height);
      return {};
    case StepKind::measure:
      keystrokes_.begin(step.text);
      return {};
    case StepKind::measured:
      keystrokes_.end();
      return {};
    case StepKind::think:
      keystrokes_.think();
      return {};
  }
  return failure("this step isn't known.");
}

Result<void> JourneyPlayer::touch(const Step& step) {
  const auto target = reach(step);
  if (!target) return failure(target.error());
  const SDL_Point at = middle(*target);
  if (step.kind == StepKind::tap) {
    hand_.tap(at);
    keystrokes_.tap(*target);
  } else if (step.kind == StepKind::press) {
    hand_.long_press(at);
    keystrokes_.long_press(*target, kLongPressMs / 1000.0);
  } else if (step.kind == StepKind::drag) {
    hand_.drag(at, step.distance_x, step.distance_y);
    keystrokes_.drag(*target, at, step.distance_x, step.distance_y);
  }
  return {};
}

Result<SDL_Rect> JourneyPlayer::reach(const Step& step) {
  const Wanted wanted{step.text, step.parent, step.position, step.till_only};
  const Uint64 end = SDL_GetTicks64() + kFindAtMostMs;
  for (int scrolls = 0;;) {
    const std::vector<Seen> seen = look(*till_);
    const Seen* found = find(seen, wanted);
    if (found != nullptr && !found->is_disabled && is_reachable(*found)) return found->rect;
    const bool can_scroll = found != nullptr && !is_reachable(*found) && !SDL_RectEmpty(&found->scroll_area);
    if (can_scroll && scrolls < kScrollsAtMost) {
      const SDL_Rect& area = found->scroll_area;
      const int away = middle(area).y - middle(found->whole).y;
      const int reach_px = std::max(40, area.h * 3 / 5);
      const int distance = std::clamp(away, -reach_px, reach_px);
      const SDL_Point from{area.x + area.w / 2, distance < 0 ? area.y + area.h * 4 / 5 : area.y + area.h / 5};
      hand_.drag(from, 0, distance);
      keystrokes_.drag(area, from, 0, distance);
      settle();
      ++scrolls;
      continue;
    }
    if (SDL_GetTicks64() >= end) {
      if (found == nullptr) return failure("it isn't there.");
      return failure(found->is_disabled ? "it is disabled." : "it can't be scrolled into view.");
    }
    till_->turn(20);
  }
}

Result<void> JourneyPlayer::walk(const Step& step) {
  for (int steps = 0; steps < kWalkAtMost; ++steps) {
    const std::vector<Seen> seen = look(*till_);
    const bool there = std::any_of(seen.begin(), seen.end(), [&](const Seen& one) {
      return one.is_focused && one.label.find(step.text) != std::string::npos;
    });
    if (there) return {};
    hand_.press_key("Tab");
    settle();
  }
  return failure("Tab doesn't lead there.");
}

Result<void> JourneyPlayer::await(const Step& step, bool there, int at_most_ms) {
  const Uint64 end = SDL_GetTicks64() + static_cast<Uint64>(at_most_ms);
  while (shows(look(*till_), step.text) != there) {
    if (SDL_GetTicks64() >= end) return failure(there ? "it isn't there." : "it is there.");
    till_->turn(20);
  }
  return {};
}

Result<void> JourneyPlayer::sign_on(const Step& step) {
  for (const Person& person : till_->pos().pack().people) {
    if (person.name != step.text && person.id != step.text) continue;
    till_->pos().sign_on(person.id);
    return {};
  }
  return failure("nobody of that name works here.");
}

Result<void> JourneyPlayer::restart() {
  till_->restart_overlay();
  if (!till_->has_overlay()) return failure("the overlay didn't start again.");
  return {};
}

Result<void> JourneyPlayer::take_picture(const std::string& name) {
  ++pictures_;
  return save_picture(till_->window().pixels(), pictures_dir_ / (name + ".png"));
}

}  // namespace kiosk
