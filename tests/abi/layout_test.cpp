// The layout that every built host relies on, for 64-bit pointers, as numbers: a change of amends.h that moves a field, or
// raises a frozen minimum, breaks hosts and must not pass here. Fields may only be appended.

#include <array>
#include <catch_amalgamated.hpp>
#include <cstddef>
#include <cstdint>

#include "amends.h"

namespace {

static_assert(sizeof(void*) == 8, "The numbers below are those of 64-bit pointers.");

struct Minimum {
  const char* of;
  std::uint32_t told;
  std::uint32_t frozen;
};

struct Field {
  const char* name;
  std::size_t offset;
  std::size_t frozen;
};

#define MINIMUM(macro, frozen) \
  Minimum {                    \
#macro, macro, frozen      \
  }
#define FIELD(type, field, frozen)                  \
  Field {                                           \
#type "." #field, offsetof(type, field), frozen \
  }

TEST_CASE("The frozen minimums are the sizes of version 0.1") {
  const std::array minimums{
      MINIMUM(AMENDS_ERROR_SIZE_0_1, 264),
      MINIMUM(AMENDS_HOST_SIZE_0_1, 72),
      MINIMUM(AMENDS_CONFIG_SIZE_0_1, 96),
      MINIMUM(AMENDS_SURFACE_SIZE_0_1, 72),
      MINIMUM(AMENDS_FRAME_SIZE_0_1, 64),
      MINIMUM(AMENDS_INPUT_SIZE_0_1, 120),
      MINIMUM(AMENDS_OVERLAY_SIZE_0_1, 88),
      MINIMUM(AMENDS_DESCRIPTOR_SIZE_0_1, 48),
      MINIMUM(AMENDS_ENTRY_SIZE_0_1, 48),
      MINIMUM(AMENDS_HOST_LOG_SIZE_0_1, 16),
      MINIMUM(AMENDS_HOST_THREAD_CHECK_SIZE_0_1, 16),
      MINIMUM(AMENDS_HOST_CLOCK_SIZE_0_1, 16),
      MINIMUM(AMENDS_PERSON_SIZE_0_1, 32),
      MINIMUM(AMENDS_HOST_OPERATOR_SIZE_0_1, 32),
      MINIMUM(AMENDS_OVERLAY_OPERATOR_SIZE_0_1, 24),
      MINIMUM(AMENDS_LINE_SIZE_0_1, 96),
      MINIMUM(AMENDS_TENDER_SIZE_0_1, 32),
      MINIMUM(AMENDS_CHECK_SIZE_0_1, 152),
      MINIMUM(AMENDS_ITEM_SIZE_0_1, 56),
      MINIMUM(AMENDS_SALES_SIZE_0_1, 56),
      MINIMUM(AMENDS_REQUEST_LINE_SIZE_0_1, 32),
      MINIMUM(AMENDS_REQUEST_ITEM_SIZE_0_1, 24),
      MINIMUM(AMENDS_REQUEST_SIZE_0_1, 104),
      MINIMUM(AMENDS_ANSWER_SIZE_0_1, 40),
      MINIMUM(AMENDS_HOST_POS_SIZE_0_1, 64),
      MINIMUM(AMENDS_OVERLAY_POS_SIZE_0_1, 32),
      MINIMUM(AMENDS_NODE_SIZE_0_1, 64),
      MINIMUM(AMENDS_OVERLAY_ACCESSIBILITY_SIZE_0_1, 24),
      MINIMUM(AMENDS_OVERLAY_SCANNER_SIZE_0_1, 16),
  };
  for (const Minimum& minimum : minimums) {
    CAPTURE(minimum.of);
    CHECK(minimum.told == minimum.frozen);
  }
}

TEST_CASE("No field has moved since version 0.1") {
  const std::array fields{
      FIELD(amends_version_t, major, 0),
      FIELD(amends_version_t, minor, 4),
      FIELD(amends_version_t, patch, 8),
      FIELD(amends_error_t, struct_size, 0),
      FIELD(amends_error_t, status, 4),
      FIELD(amends_error_t, message, 8),
      FIELD(amends_rect_t, x, 0),
      FIELD(amends_rect_t, y, 4),
      FIELD(amends_rect_t, width, 8),
      FIELD(amends_rect_t, height, 12),
      FIELD(amends_host_t, struct_size, 0),
      FIELD(amends_host_t, abi_version, 4),
      FIELD(amends_host_t, host_data, 16),
      FIELD(amends_host_t, name, 24),
      FIELD(amends_host_t, vendor, 32),
      FIELD(amends_host_t, version, 40),
      FIELD(amends_host_t, get_extension, 48),
      FIELD(amends_host_t, request_callback, 56),
      FIELD(amends_host_t, request_frame, 64),
      FIELD(amends_config_t, struct_size, 0),
      FIELD(amends_config_t, flags, 4),
      FIELD(amends_config_t, data_dir, 8),
      FIELD(amends_config_t, assets_dir, 16),
      FIELD(amends_config_t, pack, 24),
      FIELD(amends_config_t, terminal_id, 32),
      FIELD(amends_config_t, store_id, 40),
      FIELD(amends_config_t, time_zone, 48),
      FIELD(amends_config_t, locale, 56),
      FIELD(amends_config_t, currency, 64),
      FIELD(amends_config_t, page, 72),
      FIELD(amends_config_t, staff_file, 80),
      FIELD(amends_config_t, hub_url, 88),
      FIELD(amends_config_t, light, 96),
      FIELD(amends_config_t, hand, 104),
      FIELD(amends_config_t, text_percent, 112),
      FIELD(amends_config_t, still, 116),
      FIELD(amends_config_t, accent, 120),
      FIELD(amends_surface_t, struct_size, 0),
      FIELD(amends_surface_t, flags, 4),
      FIELD(amends_surface_t, kind, 8),
      FIELD(amends_surface_t, handle, 16),
      FIELD(amends_surface_t, sdl_create_texture, 24),
      FIELD(amends_surface_t, pixels, 32),
      FIELD(amends_surface_t, pitch_bytes, 40),
      FIELD(amends_surface_t, width_px, 44),
      FIELD(amends_surface_t, height_px, 48),
      FIELD(amends_surface_t, scale, 52),
      FIELD(amends_surface_t, clip, 56),
      FIELD(amends_frame_t, struct_size, 0),
      FIELD(amends_frame_t, flags, 4),
      FIELD(amends_frame_t, damage, 8),
      FIELD(amends_frame_t, bounds, 24),
      FIELD(amends_frame_t, opaque, 40),
      FIELD(amends_frame_t, wake_after_ms, 56),
      FIELD(amends_input_t, struct_size, 0),
      FIELD(amends_input_t, type, 4),
      FIELD(amends_input_t, x, 8),
      FIELD(amends_input_t, y, 12),
      FIELD(amends_input_t, wheel_x, 16),
      FIELD(amends_input_t, wheel_y, 20),
      FIELD(amends_input_t, button, 24),
      FIELD(amends_input_t, source, 28),
      FIELD(amends_input_t, pointer_id, 32),
      FIELD(amends_input_t, key, 40),
      FIELD(amends_input_t, modifiers, 44),
      FIELD(amends_input_t, text, 48),
      FIELD(amends_input_t, time_us, 112),
      FIELD(amends_overlay_t, struct_size, 0),
      FIELD(amends_overlay_t, overlay_data, 8),
      FIELD(amends_overlay_t, start, 16),
      FIELD(amends_overlay_t, stop, 24),
      FIELD(amends_overlay_t, destroy, 32),
      FIELD(amends_overlay_t, on_input, 40),
      FIELD(amends_overlay_t, on_update, 48),
      FIELD(amends_overlay_t, on_frame, 56),
      FIELD(amends_overlay_t, on_main_thread, 64),
      FIELD(amends_overlay_t, set_open, 72),
      FIELD(amends_overlay_t, get_extension, 80),
      FIELD(amends_descriptor_t, struct_size, 0),
      FIELD(amends_descriptor_t, id, 8),
      FIELD(amends_descriptor_t, name, 16),
      FIELD(amends_descriptor_t, vendor, 24),
      FIELD(amends_descriptor_t, version, 32),
      FIELD(amends_descriptor_t, url, 40),
      FIELD(amends_entry_t, struct_size, 0),
      FIELD(amends_entry_t, abi_version, 4),
      FIELD(amends_entry_t, init, 16),
      FIELD(amends_entry_t, deinit, 24),
      FIELD(amends_entry_t, get_descriptor, 32),
      FIELD(amends_entry_t, create, 40),
      FIELD(amends_host_log_t, struct_size, 0),
      FIELD(amends_host_log_t, log, 8),
      FIELD(amends_host_thread_check_t, struct_size, 0),
      FIELD(amends_host_thread_check_t, is_main_thread, 8),
      FIELD(amends_host_clock_t, struct_size, 0),
      FIELD(amends_host_clock_t, now_us, 8),
      FIELD(amends_person_t, struct_size, 0),
      FIELD(amends_person_t, id, 8),
      FIELD(amends_person_t, name, 16),
      FIELD(amends_person_t, role, 24),
      FIELD(amends_person_t, on_shift, 28),
      FIELD(amends_host_operator_t, struct_size, 0),
      FIELD(amends_host_operator_t, visit_operator, 8),
      FIELD(amends_host_operator_t, visit_staff, 16),
      FIELD(amends_host_operator_t, check_pin, 24),
      FIELD(amends_overlay_operator_t, struct_size, 0),
      FIELD(amends_overlay_operator_t, operator_changed, 8),
      FIELD(amends_overlay_operator_t, pin_answer, 16),
      FIELD(amends_line_t, struct_size, 0),
      FIELD(amends_line_t, flags, 4),
      FIELD(amends_line_t, id, 8),
      FIELD(amends_line_t, item_id, 16),
      FIELD(amends_line_t, name, 24),
      FIELD(amends_line_t, group, 32),
      FIELD(amends_line_t, component, 40),
      FIELD(amends_line_t, quantity_thousandths, 48),
      FIELD(amends_line_t, unit_minor, 56),
      FIELD(amends_line_t, total_minor, 64),
      FIELD(amends_line_t, tax_minor, 72),
      FIELD(amends_line_t, refunded_minor, 80),
      FIELD(amends_line_t, seat, 88),
      FIELD(amends_line_t, course, 92),
      FIELD(amends_tender_t, struct_size, 0),
      FIELD(amends_tender_t, kind, 8),
      FIELD(amends_tender_t, paid_minor, 16),
      FIELD(amends_tender_t, refundable_minor, 24),
      FIELD(amends_check_t, struct_size, 0),
      FIELD(amends_check_t, state, 4),
      FIELD(amends_check_t, id, 8),
      FIELD(amends_check_t, number, 16),
      FIELD(amends_check_t, place, 24),
      FIELD(amends_check_t, currency, 32),
      FIELD(amends_check_t, server_id, 40),
      FIELD(amends_check_t, server_name, 48),
      FIELD(amends_check_t, opened_us, 56),
      FIELD(amends_check_t, closed_us, 64),
      FIELD(amends_check_t, total_minor, 72),
      FIELD(amends_check_t, tax_minor, 80),
      FIELD(amends_check_t, discount_minor, 88),
      FIELD(amends_check_t, paid_minor, 96),
      FIELD(amends_check_t, refunded_minor, 104),
      FIELD(amends_check_t, guests, 112),
      FIELD(amends_check_t, line_count, 116),
      FIELD(amends_check_t, line_size_bytes, 120),
      FIELD(amends_check_t, tender_count, 124),
      FIELD(amends_check_t, tender_size_bytes, 128),
      FIELD(amends_check_t, lines, 136),
      FIELD(amends_check_t, tenders, 144),
      FIELD(amends_item_t, struct_size, 0),
      FIELD(amends_item_t, flags, 4),
      FIELD(amends_item_t, id, 8),
      FIELD(amends_item_t, name, 16),
      FIELD(amends_item_t, group, 24),
      FIELD(amends_item_t, component, 32),
      FIELD(amends_item_t, unit_minor, 40),
      FIELD(amends_item_t, cost_minor, 48),
      FIELD(amends_sales_t, struct_size, 0),
      FIELD(amends_sales_t, currency, 8),
      FIELD(amends_sales_t, from_us, 16),
      FIELD(amends_sales_t, to_us, 24),
      FIELD(amends_sales_t, total_minor, 32),
      FIELD(amends_sales_t, check_count, 40),
      FIELD(amends_sales_t, guest_count, 48),
      FIELD(amends_request_line_t, struct_size, 0),
      FIELD(amends_request_line_t, line_id, 8),
      FIELD(amends_request_line_t, quantity_thousandths, 16),
      FIELD(amends_request_line_t, amount_minor, 24),
      FIELD(amends_request_item_t, struct_size, 0),
      FIELD(amends_request_item_t, item_id, 8),
      FIELD(amends_request_item_t, quantity_thousandths, 16),
      FIELD(amends_request_t, struct_size, 0),
      FIELD(amends_request_t, kind, 4),
      FIELD(amends_request_t, request_id, 8),
      FIELD(amends_request_t, check_id, 16),
      FIELD(amends_request_t, case_number, 24),
      FIELD(amends_request_t, currency, 32),
      FIELD(amends_request_t, reason, 40),
      FIELD(amends_request_t, operator_id, 48),
      FIELD(amends_request_t, approver_id, 56),
      FIELD(amends_request_t, amount_minor, 64),
      FIELD(amends_request_t, line_count, 72),
      FIELD(amends_request_t, line_size_bytes, 76),
      FIELD(amends_request_t, item_count, 80),
      FIELD(amends_request_t, item_size_bytes, 84),
      FIELD(amends_request_t, lines, 88),
      FIELD(amends_request_t, items, 96),
      FIELD(amends_answer_t, struct_size, 0),
      FIELD(amends_answer_t, outcome, 4),
      FIELD(amends_answer_t, request_id, 8),
      FIELD(amends_answer_t, reference, 16),
      FIELD(amends_answer_t, message, 24),
      FIELD(amends_answer_t, amount_minor, 32),
      FIELD(amends_host_pos_t, struct_size, 0),
      FIELD(amends_host_pos_t, get_capabilities, 8),
      FIELD(amends_host_pos_t, visit_check, 16),
      FIELD(amends_host_pos_t, find_check, 24),
      FIELD(amends_host_pos_t, visit_items, 32),
      FIELD(amends_host_pos_t, visit_sales, 40),
      FIELD(amends_host_pos_t, submit, 48),
      FIELD(amends_host_pos_t, look_up, 56),
      FIELD(amends_overlay_pos_t, struct_size, 0),
      FIELD(amends_overlay_pos_t, check_changed, 8),
      FIELD(amends_overlay_pos_t, check_closed, 16),
      FIELD(amends_overlay_pos_t, answer, 24),
      FIELD(amends_node_t, struct_size, 0),
      FIELD(amends_node_t, role, 4),
      FIELD(amends_node_t, id, 8),
      FIELD(amends_node_t, parent_id, 16),
      FIELD(amends_node_t, label, 24),
      FIELD(amends_node_t, value, 32),
      FIELD(amends_node_t, rect, 40),
      FIELD(amends_node_t, state, 56),
      FIELD(amends_node_t, reserved, 60),
      FIELD(amends_overlay_accessibility_t, struct_size, 0),
      FIELD(amends_overlay_accessibility_t, visit_nodes, 8),
      FIELD(amends_overlay_accessibility_t, get_revision, 16),
      FIELD(amends_overlay_scanner_t, struct_size, 0),
      FIELD(amends_overlay_scanner_t, scanned, 8),
  };
  for (const Field& field : fields) {
    CAPTURE(field.name);
    CHECK(field.offset == field.frozen);
  }
}

TEST_CASE("The two values without a size never change theirs") {
  CHECK(sizeof(amends_version_t) == 12);
  CHECK(sizeof(amends_rect_t) == 16);
}

TEST_CASE("The numbers of statuses, kinds and flags are what they were in version 0.1") {
  CHECK(AMENDS_OK == 0);
  CHECK(AMENDS_PENDING == 1);
  CHECK(AMENDS_ALREADY_DONE == 2);
  CHECK(AMENDS_E_INVALID_ARGUMENT == -1);
  CHECK(AMENDS_E_INCOMPATIBLE == -2);
  CHECK(AMENDS_E_WRONG_THREAD == -3);
  CHECK(AMENDS_E_WRONG_STATE == -4);
  CHECK(AMENDS_E_REFUSED == -5);
  CHECK(AMENDS_E_UNAVAILABLE == -6);
  CHECK(AMENDS_E_STORAGE == -7);
  CHECK(AMENDS_E_INTERNAL == -8);
  CHECK(AMENDS_E_IN_USE == -9);
  CHECK(AMENDS_SURFACE_RESET == 1);
  CHECK(AMENDS_FRAME_CHANGED == 1);
  CHECK(AMENDS_FRAME_WANTS_ANOTHER == 2);
  CHECK(AMENDS_INPUT_POINTER_MOVE == 1);
  CHECK(AMENDS_INPUT_POINTER_DOWN == 2);
  CHECK(AMENDS_INPUT_POINTER_UP == 3);
  CHECK(AMENDS_INPUT_POINTER_CANCEL == 4);
  CHECK(AMENDS_INPUT_WHEEL == 5);
  CHECK(AMENDS_INPUT_KEY_DOWN == 6);
  CHECK(AMENDS_INPUT_KEY_UP == 7);
  CHECK(AMENDS_INPUT_TEXT == 8);
  CHECK(AMENDS_INPUT_FOCUS_LOST == 9);
  CHECK(AMENDS_POINTER_MOUSE == 1);
  CHECK(AMENDS_POINTER_TOUCH == 2);
  CHECK(AMENDS_POINTER_PEN == 3);
  CHECK(AMENDS_MODIFIER_CTRL == 1);
  CHECK(AMENDS_MODIFIER_SHIFT == 2);
  CHECK(AMENDS_MODIFIER_ALT == 4);
  CHECK(AMENDS_MODIFIER_SUPER == 8);
  CHECK(AMENDS_LOG_DEBUG == 1);
  CHECK(AMENDS_LOG_INFO == 2);
  CHECK(AMENDS_LOG_WARNING == 3);
  CHECK(AMENDS_LOG_ERROR == 4);
  CHECK(AMENDS_LOG_HOST_MISBEHAVING == 5);
  CHECK(AMENDS_LOG_OVERLAY_MISBEHAVING == 6);
  CHECK(AMENDS_ROLE_WAITER == 1);
  CHECK(AMENDS_ROLE_SHIFT_LEAD == 2);
  CHECK(AMENDS_ROLE_MANAGER == 3);
  CHECK(AMENDS_ROLE_OWNER == 4);
  CHECK(AMENDS_CAN_REFUND_AMOUNT == 1);
  CHECK(AMENDS_CAN_REFUND_LINE == 2);
  CHECK(AMENDS_CAN_REFUND_CHECK == 4);
  CHECK(AMENDS_CAN_REFUND_AFTER_CLOSE == 8);
  CHECK(AMENDS_CAN_DISCOUNT_LINE == 16);
  CHECK(AMENDS_CAN_DISCOUNT_CHECK == 32);
  CHECK(AMENDS_CAN_VOID_LINE == 64);
  CHECK(AMENDS_CAN_REORDER == 128);
  CHECK(AMENDS_CAN_EXCHANGE == 256);
  CHECK(AMENDS_CAN_CREDIT == 512);
  CHECK(AMENDS_CAN_ADD_AT_ZERO == 1024);
  CHECK(AMENDS_CAN_LOOK_UP == 2048);
  CHECK(AMENDS_IS_IDEMPOTENT == 4096);
  CHECK(AMENDS_LINE_FIRED == 1);
  CHECK(AMENDS_LINE_VOIDED == 2);
  CHECK(AMENDS_LINE_ALCOHOL == 4);
  CHECK(AMENDS_CHECK_OPEN == 1);
  CHECK(AMENDS_CHECK_PAID == 2);
  CHECK(AMENDS_CHECK_CLOSED == 3);
  CHECK(AMENDS_CHECK_VOIDED == 4);
  CHECK(AMENDS_ITEM_AVAILABLE == 1);
  CHECK(AMENDS_ITEM_ALCOHOL == 2);
  CHECK(AMENDS_REQUEST_REFUND == 1);
  CHECK(AMENDS_REQUEST_DISCOUNT == 2);
  CHECK(AMENDS_REQUEST_VOID == 3);
  CHECK(AMENDS_REQUEST_REORDER == 4);
  CHECK(AMENDS_REQUEST_EXCHANGE == 5);
  CHECK(AMENDS_REQUEST_CREDIT == 6);
  CHECK(AMENDS_REQUEST_ADD_AT_ZERO == 7);
  CHECK(AMENDS_OUTCOME_DONE == 1);
  CHECK(AMENDS_OUTCOME_PENDING == 2);
  CHECK(AMENDS_OUTCOME_REJECTED == 3);
  CHECK(AMENDS_OUTCOME_UNKNOWN == 4);
  CHECK(AMENDS_NODE_WINDOW == 1);
  CHECK(AMENDS_NODE_GROUP == 2);
  CHECK(AMENDS_NODE_HEADING == 3);
  CHECK(AMENDS_NODE_TEXT == 4);
  CHECK(AMENDS_NODE_BUTTON == 5);
  CHECK(AMENDS_NODE_CHECK_BOX == 6);
  CHECK(AMENDS_NODE_RADIO == 7);
  CHECK(AMENDS_NODE_TAB == 8);
  CHECK(AMENDS_NODE_TEXT_FIELD == 9);
  CHECK(AMENDS_NODE_LIST == 10);
  CHECK(AMENDS_NODE_LIST_ITEM == 11);
  CHECK(AMENDS_NODE_ALERT == 12);
  CHECK(AMENDS_NODE_IMAGE == 13);
  CHECK(AMENDS_NODE_PROGRESS == 14);
  CHECK(AMENDS_NODE_DISABLED == 1);
  CHECK(AMENDS_NODE_SELECTED == 2);
  CHECK(AMENDS_NODE_FOCUSED == 4);
  CHECK(AMENDS_NODE_PRESSED == 8);
  CHECK(AMENDS_NODE_CLIPPED == 16);
  CHECK(AMENDS_REQUEST_ID_MAX == 45);
  CHECK(AMENDS_SCAN_BYTES_MAX == 256);
}

}  // namespace
