// What a record of Cause::delivery says: how messages stand from now on. A note holds whole results, so that
// applying it again, or over something newer, does no harm. It names recipients by their ids alone. Pure.
#pragma once

#include <functional>

#include "workflows/runtime/rows.hpp"

namespace waymark::runtime {

/// Of one message.
struct DeliveryNote {
    OutboxKey message;
    bool addressed = false;  // `delivery`, `reason` and `recipients` are all there is to it; otherwise
                             // `recipients` are those that changed
    Delivery delivery = Delivery::pending;
    std::string reason;
    std::vector<RecipientRow> recipients;  // `last`: in a record that is being made, and as decoded: the
                                           // record before with a note of the same recipient, 0: none
};

std::string_view to_text(Posted outcome);

states::Value value_of(const std::vector<DeliveryNote>& notes);
/// Of a record of this cause. Errors: "bad-record".
Result<std::vector<DeliveryNote>> delivery_notes(const Record& record);

/// The row as the note leaves it.
void apply(const DeliveryNote& note, const Record& record, OutboxRow& row);

using FindMessage = std::function<std::optional<OutboxRow>(OutboxKey)>;

}  // namespace waymark::runtime
