#include "domain/facts.hpp"

namespace amends {

FactBody::FactBody() = default;
FactBody::FactBody(const FactBody& other) = default;
FactBody::FactBody(FactBody&& other) noexcept = default;
FactBody& FactBody::operator=(const FactBody& other) = default;
FactBody& FactBody::operator=(FactBody&& other) noexcept = default;
FactBody::~FactBody() = default;

bool FactBody::operator==(const FactBody& other) const {
  return static_cast<const AnyFact&>(*this) == static_cast<const AnyFact&>(other);
}

}  // namespace amends
