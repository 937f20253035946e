// Bytes of any kind as a playbook file: refused with a sentence, or read into a playbook that keeps the reader's promises and
// that the rules can be asked about. Built with libFuzzer by -DAMENDS_FUZZ=ON; .ci/run plays it for a minute.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string_view>

#include "domain/options.hpp"
#include "files/pack_reader.hpp"
#include "support/domain_fakes.hpp"

namespace {

using namespace amends;

void expect(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "A promise of the pack reader is broken: %s\n", promise);
  std::abort();
}

void check_refusal(const FileProblem& problem) {
  expect(!problem.sentence.empty(), "a refusal says what is wrong");
  expect(problem.line >= 0, "a line counts from 1, or is 0");
}

void check_failure(const Playbook& book, const Failure& failure) {
  std::set<RemedyKind> kinds;
  for (const TemplateId& id : failure.remedies) {
    const RemedyTemplate* remedy = book.find(id);
    expect(remedy != nullptr, "every remedy that is named is there");
    kinds.insert(remedy->kind == RemedyKind::discount ? RemedyKind::refund : remedy->kind);
  }
  expect(kinds.size() >= 3, "a failure has three kinds of remedies");
  expect(failure.safety == !failure.questions.empty(), "the safety branch asks, and no other");
  for (const bool paid : {false, true}) {
    Case state;
    Context context = fakes::context_with(paid ? fakes::paid_check() : fakes::open_check());
    fakes::CountedMint mint;
    const auto recorded = decide(state, RecordCase{{{"1"}}, failure.id}, context, book, fakes::kNoon, mint);
    expect(recorded.has_value(), "what the playbook names can be recorded");
    for (const Fact& fact : recorded->facts)
      state = fold(state, fact);
    const auto offered = fixes(state, context, book);
    expect(!offered.empty(), "something is offered");
    for (const Option& option : offered)
      expect(option.cost.minor >= 0, "nothing costs less than nothing");
  }
}

void check_playbook(const Playbook& book) {
  expect(!book.failures.empty(), "something can go wrong");
  for (std::size_t role = 1; role + 1 < book.limit.size(); ++role)
    expect(book.limit[role].minor >= book.limit[role - 1].minor, "a higher role gives no less");
  for (const RemedyTemplate& remedy : book.remedies) {
    const RemedyTemplate* at = &remedy;
    for (std::size_t steps = 0; !at->instead.empty(); ++steps) {
      expect(steps < book.remedies.size(), "the way on from a remedy ends");
      at = book.find(at->instead);
      expect(at != nullptr, "what stands in a remedy's place is there");
    }
  }
  for (const Failure& failure : book.failures)
    check_failure(book, failure);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto book = read_playbook("fuzzed", "playbook.toml", text, fakes::kEuro);
  if (book) {
    check_playbook(*book);
  } else {
    check_refusal(book.error());
  }
  return 0;
}
