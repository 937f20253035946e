#include "abi/extensions.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>

#include "abi/overlay_instance.hpp"
#include "amends.h"
#include "effects/utf8.hpp"
#include "ui/accessibility.hpp"

namespace amends {
namespace {

using Need = OverlayInstance::Need;

// Runs `body` on the started overlay; the status of a notification has nobody to go to.
template <class Body>
amends_status_t notified(const amends_overlay_t* overlay, const char* function, Body&& body) noexcept {
  OverlayInstance* instance = OverlayInstance::of(overlay);
  if (instance == nullptr) return AMENDS_E_INVALID_ARGUMENT;
  return instance->guarded(Need::started, function, [&] { return body(*instance); });
}

void AMENDS_CALL check_changed(const amends_overlay_t* overlay) noexcept {
  (void)notified(overlay, "check_changed", [](OverlayInstance& instance) {
    instance.composition().host_changed();
    return amends_status_t{AMENDS_OK};
  });
}

void AMENDS_CALL check_closed(const amends_overlay_t* overlay, const amends_check_t*) noexcept {
  // What was paid and closed is asked for again when a case needs it.
  (void)notified(overlay, "check_closed", [](OverlayInstance& instance) {
    instance.composition().host_changed();
    return amends_status_t{AMENDS_OK};
  });
}

void AMENDS_CALL answer(const amends_overlay_t* overlay, const amends_answer_t* given) noexcept {
  (void)notified(overlay, "answer", [given](OverlayInstance& instance) {
    instance.composition().host_answered(given);
    return amends_status_t{AMENDS_OK};
  });
}

void AMENDS_CALL operator_changed(const amends_overlay_t* overlay) noexcept {
  (void)notified(overlay, "operator_changed", [](OverlayInstance& instance) {
    instance.composition().host_changed();
    return amends_status_t{AMENDS_OK};
  });
}

void AMENDS_CALL pin_answer(const amends_overlay_t* overlay, const char* request_id, amends_status_t status) noexcept {
  (void)notified(overlay, "pin_answer", [request_id, status](OverlayInstance& instance) {
    instance.composition().pin_answered(request_id, status);
    return amends_status_t{AMENDS_OK};
  });
}

[[nodiscard]] amends_node_t to_node(const Node& node) {
  const auto whole = [](float pixels) { return static_cast<std::int32_t>(std::lround(pixels)); };
  amends_node_t given{};
  given.struct_size = sizeof given;
  given.role = static_cast<amends_node_role_t>(node.role);
  given.id = node.id;
  given.parent_id = node.parent_id;
  given.label = node.label.c_str();
  given.value = node.value.empty() ? nullptr : node.value.c_str();
  given.rect = {whole(node.rect.x), whole(node.rect.y), whole(node.rect.right()) - whole(node.rect.x),
                whole(node.rect.bottom()) - whole(node.rect.y)};
  given.state = node.state.bits();
  return given;
}
static_assert(static_cast<int>(NodeRole::window) == AMENDS_NODE_WINDOW);
static_assert(static_cast<int>(NodeRole::progress) == AMENDS_NODE_PROGRESS);

amends_status_t AMENDS_CALL visit_nodes(const amends_overlay_t* overlay, amends_node_visitor_t visit,
                                        void* context) noexcept {
  return notified(overlay, "visit_nodes", [visit, context](OverlayInstance& instance) {
    if (visit == nullptr) return amends_status_t{AMENDS_E_INVALID_ARGUMENT};
    for (const Node& node : instance.composition().accessibility().nodes()) {
      const amends_node_t given = to_node(node);
      visit(context, &given);
    }
    return amends_status_t{AMENDS_OK};
  });
}

std::uint64_t AMENDS_CALL get_revision(const amends_overlay_t* overlay) noexcept {
  std::uint64_t revision = 0;
  (void)notified(overlay, "get_revision", [&revision](OverlayInstance& instance) {
    revision = instance.composition().accessibility().revision();
    return amends_status_t{AMENDS_OK};
  });
  return revision;
}

std::uint32_t AMENDS_CALL scanned(const amends_overlay_t* overlay, const char* text) noexcept {
  bool taken = false;
  (void)notified(overlay, "scanned", [text, &taken](OverlayInstance& instance) {
    const std::size_t bytes = text == nullptr ? 0 : ::strnlen(text, AMENDS_SCAN_BYTES_MAX + 1);
    const std::string_view read{text == nullptr ? "" : text, bytes};
    if (read.empty() || read.size() > AMENDS_SCAN_BYTES_MAX || !is_utf8(read)) {
      instance.host().blame("A scan was refused: null, empty, too long, or not UTF-8.");
      return amends_status_t{AMENDS_E_INVALID_ARGUMENT};
    }
    taken = instance.composition().scanned(std::string(read));
    return amends_status_t{AMENDS_OK};
  });
  return taken ? 1 : 0;
}

constexpr amends_overlay_pos_t kPos{sizeof(amends_overlay_pos_t), check_changed, check_closed, answer};
constexpr amends_overlay_operator_t kOperator{sizeof(amends_overlay_operator_t), operator_changed, pin_answer};
constexpr amends_overlay_accessibility_t kAccessibility{sizeof(amends_overlay_accessibility_t), visit_nodes,
                                                        get_revision};
constexpr amends_overlay_scanner_t kScanner{sizeof(amends_overlay_scanner_t), scanned};

struct Row {
  std::string_view id;
  const void* table;
};
constexpr std::array<Row, 4> kExtensions{{
    {AMENDS_EXTENSION_POS, &kPos},
    {AMENDS_EXTENSION_OPERATOR, &kOperator},
    {AMENDS_EXTENSION_ACCESSIBILITY, &kAccessibility},
    {AMENDS_EXTENSION_SCANNER, &kScanner},
}};

}  // namespace

const void* find_overlay_extension(std::string_view id) noexcept {
  for (const Row& row : kExtensions) {
    if (row.id == id) return row.table;
  }
  return nullptr;
}

}  // namespace amends
