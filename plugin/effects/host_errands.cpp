#include "effects/host_errands.hpp"

#include <utility>

namespace amends {

HostErrands::HostErrands(HostProxy& host, std::function<std::string(const FailureId&)> reason_words,
                         std::function<void(IntentBody)> post)
    : host_(host), reason_words_(std::move(reason_words)), post_(std::move(post)) {}

void HostErrands::run(const HostErrand& errand) {
  if (errand.look_up) {
    look_up(errand.request.id);
  } else {
    submit(errand.request);
  }
}

void HostErrands::submit(const HostRequest& request) {
  submitting_ = request.id;
  answered_within_ = false;
  const amends_status_t status = host_.submit(request, reason_words_(request.reason));
  const bool answered = answered_within_;
  submitting_.reset();
  if (answered) {
    if (status < AMENDS_OK) host_.blame("submit failed after it had answered; the answer counts.");
    return;
  }
  switch (status) {
    case AMENDS_OK:
    case AMENDS_PENDING:
      post_(NoteSubmitted{request.id, true});
      return;
    case AMENDS_ALREADY_DONE:
      post_(NoteSubmitted{request.id, true});
      if (host_.can_look_up()) look_up(request.id);
      return;
    case AMENDS_E_REFUSED:
    case AMENDS_E_INVALID_ARGUMENT:
      post_(Give{std::nullopt, TakeHostAnswer{request.id, HostOutcome::rejected, {}, {}, {0, request.amount.currency}},
                 std::nullopt});
      return;
    case AMENDS_E_UNAVAILABLE:
    case AMENDS_E_WRONG_STATE:
    case AMENDS_E_WRONG_THREAD:
      post_(NoteSubmitted{request.id, false});
      return;
    default:
      host_.blame("submit answered with a status that leaves open whether the request was carried out.");
      post_(NoteSubmitted{request.id, true});
  }
}

void HostErrands::look_up(const RequestId& request) {
  const HostProxy::LookedUp looked_up = host_.look_up(request);
  if (looked_up.answer) {
    post_answer(*looked_up.answer);
  } else if (looked_up.status == AMENDS_E_UNAVAILABLE) {
    post_(NoteLookedUp{request, false});
  } else if (looked_up.status >= AMENDS_OK) {
    // "Never heard of it" has a status of its own; this is no leave to send the request again.
    host_.blame("look_up succeeded and visited no answer.");
  }
}

void HostErrands::answer(const amends_answer_t* given) {
  const auto answer =
      to_answer(given, host_.site_currency(), [this](std::string_view sentence) { host_.blame(sentence); });
  if (!answer) return;
  if (submitting_ == answer->request) answered_within_ = true;
  post_answer(*answer);
}

void HostErrands::post_answer(const HostAnswer& answer) {
  if (answer.outcome) {
    post_(Give{std::nullopt, *answer.outcome, std::nullopt});
  } else {
    post_(NoteSubmitted{answer.request, true});
  }
}

}  // namespace amends
