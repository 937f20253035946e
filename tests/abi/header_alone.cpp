/* amends.h as the first and only header of a host: complete, without warnings, in every language version it names. */

#include "amends.h"

#if AMENDS_VERSION_MAJOR != 0 || AMENDS_VERSION_MINOR < 1
#error "amends.h has another version than the proofs beside it"
#endif

static void AMENDS_CALL wish(const amends_host_t* host) {
  (void)host;
}
static const void* AMENDS_CALL no_extension(const amends_host_t* host, const char* extension_id) {
  (void)host;
  (void)extension_id;
  return nullptr;
}

/* Every table can be filled by its order. */
static const amends_host_t kHost = {sizeof(amends_host_t),
                                    {AMENDS_VERSION_MAJOR, AMENDS_VERSION_MINOR, AMENDS_VERSION_PATCH},
                                    nullptr,
                                    "till",
                                    "maker",
                                    "1",
                                    no_extension,
                                    wish,
                                    wish};

int use_of_the_header() {
  const uint32_t minimums[] = {AMENDS_ERROR_SIZE_0_1,
                               AMENDS_HOST_SIZE_0_1,
                               AMENDS_CONFIG_SIZE_0_1,
                               AMENDS_SURFACE_SIZE_0_1,
                               AMENDS_FRAME_SIZE_0_1,
                               AMENDS_INPUT_SIZE_0_1,
                               AMENDS_OVERLAY_SIZE_0_1,
                               AMENDS_DESCRIPTOR_SIZE_0_1,
                               AMENDS_ENTRY_SIZE_0_1,
                               AMENDS_HOST_LOG_SIZE_0_1,
                               AMENDS_HOST_THREAD_CHECK_SIZE_0_1,
                               AMENDS_HOST_CLOCK_SIZE_0_1,
                               AMENDS_PERSON_SIZE_0_1,
                               AMENDS_HOST_OPERATOR_SIZE_0_1,
                               AMENDS_OVERLAY_OPERATOR_SIZE_0_1,
                               AMENDS_LINE_SIZE_0_1,
                               AMENDS_TENDER_SIZE_0_1,
                               AMENDS_CHECK_SIZE_0_1,
                               AMENDS_ITEM_SIZE_0_1,
                               AMENDS_SALES_SIZE_0_1,
                               AMENDS_REQUEST_LINE_SIZE_0_1,
                               AMENDS_REQUEST_ITEM_SIZE_0_1,
                               AMENDS_REQUEST_SIZE_0_1,
                               AMENDS_ANSWER_SIZE_0_1,
                               AMENDS_HOST_POS_SIZE_0_1,
                               AMENDS_OVERLAY_POS_SIZE_0_1,
                               AMENDS_NODE_SIZE_0_1,
                               AMENDS_OVERLAY_ACCESSIBILITY_SIZE_0_1};
  const amends_status_t status = AMENDS_E_IN_USE;
  uint32_t sum = kHost.struct_size;
  unsigned index = 0;
  for (index = 0; index < sizeof minimums / sizeof minimums[0]; ++index)
    sum += minimums[index];
  return status < AMENDS_OK && sum > 0 && amends_entry.struct_size > 0;
}
