#include "desk/intent.hpp"

namespace amends {

IntentBody::IntentBody() = default;
IntentBody::IntentBody(const IntentBody& other) = default;
IntentBody::IntentBody(IntentBody&& other) noexcept = default;
IntentBody& IntentBody::operator=(const IntentBody& other) = default;
IntentBody& IntentBody::operator=(IntentBody&& other) noexcept = default;
IntentBody::~IntentBody() = default;

bool IntentBody::operator==(const IntentBody& other) const {
  return static_cast<const AnyIntent&>(*this) == static_cast<const AnyIntent&>(other);
}

}  // namespace amends
