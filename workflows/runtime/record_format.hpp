// What the byte form of a record is made of, for its writer (record_encoding.cpp) and its reader
// (record_decoding.cpp) alone. ADR 0006. A record: format, cause, presence bits, then the fields that are
// present, in a fixed order.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "states/state.hpp"

namespace waymark::runtime::record_format {

inline constexpr unsigned char number = 1;

enum Present : std::uint32_t {
    late = 1u << 0,
    written_later = 1u << 1,
    of_command = 1u << 2,  // not the first of its trip
    caused = 1u << 3,
    by_person = 1u << 4,
    of_instance = 1u << 5,
    with_parent = 1u << 6,
    with_family = 1u << 7,  // other than rooted at the instance
    with_key = 1u << 8,
    created_before = 1u << 9,
    with_timer = 1u << 10,
    idempotent = 1u << 11,
    with_armed = 1u << 12,
    with_cancelled = 1u << 13,
    with_notifications = 1u << 14,
    with_addressed = 1u << 15,
    with_verdicts = 1u << 16,
    with_previous = 1u << 17,
    all_bits = (1u << 18) - 1,
};

inline constexpr unsigned has_data = 4, has_sendid = 8, has_origin = 16;  // of an event; below them: its type
inline constexpr unsigned named = 1, has_superseded = 2;                  // of a timer

/// Texts of every journal. Their numbers are part of the format: append only.
inline constexpr std::array<std::string_view, 4> words = {states::scxml_processor, "urn:waymark:notify",
                                                          "urn:waymark:instance", "urn:waymark:start"};

}  // namespace waymark::runtime::record_format
