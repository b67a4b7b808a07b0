// The content of projections as sorted lines that can be compared: who is meant, and a fingerprint of what is
// said of him. Taken from a snapshot, or made from what the journal says.
#pragma once

#include <array>
#include <functional>
#include <tuple>
#include <vector>

#include "workflows/runtime/ports/projections.hpp"
#include "workflows/runtime/verification.hpp"

namespace waymark::runtime {

struct OutlineLine {
    enum class Kind : std::uint8_t { instance, timer, outbox, delivery, key, hold };
    Kind kind = Kind::instance;
    std::array<std::uint64_t, 3> name{};  // instance: id; timer: due, instance, arming; outbox, delivery:
                                          // record, index; key: instant, record
    std::size_t content = 0;
    Sequence record = 0;  // of the row; 0: it has none
    [[nodiscard]] auto order() const { return std::tie(kind, name); }
};

using Outline = std::vector<OutlineLine>;

OutlineLine line_of(const InstanceRow& row);
OutlineLine line_of(const TimerRow& row);
/// The message itself.
OutlineLine line_of(const OutboxRow& row);
/// What became of it: the same for as long as nobody tells.
OutlineLine delivery_line_of(const OutboxRow& row);
OutlineLine line_of(const IdempotencyRow& row);
OutlineLine line_of_hold(const std::string& hold);

Outline outline_of(Snapshot& snapshot);
void sort(Outline& outline);

/// Both sorted. Keys older than all of `actual` may have been forgotten. Calls report for each difference.
void compare(const Outline& expected, const Outline& actual,
             const std::function<void(VerificationFinding)>& report);

}  // namespace waymark::runtime
