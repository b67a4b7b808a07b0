// A person has a message tried again that bounced or was given up, or that waits for its next attempt.
#include "workflows/runtime/commands.hpp"
#include "workflows/runtime/refusals.hpp"

namespace waymark::runtime {

namespace {

/// Those that can be tried again, as they stand then. Attempts so far count no more.
std::vector<RecipientRow> tried_again(const OutboxRow& row, Instant now) {
    std::vector<RecipientRow> changed;
    for (auto recipient : row.recipients) {
        if (recipient.delivery != Delivery::bounced && recipient.delivery != Delivery::dead &&
            recipient.delivery != Delivery::retrying)
            continue;
        recipient.delivery = recipient.attempts == 0 ? Delivery::pending : Delivery::retrying;
        recipient.forgiven = recipient.attempts;
        recipient.outcome.reset();
        recipient.next_at = std::chrono::floor<std::chrono::milliseconds>(now);
        changed.push_back(std::move(recipient));
    }
    return changed;
}

}  // namespace

Result<Answer> perform(Stage& stage, const Command& command, const RetryMessage& retry) {
    const auto row = stage.batch.message(retry.message);
    if (!row || row->instance != retry.instance) return not_found("message");
    if (auto found = find_for(stage, command.actor, row->instance); !found) return not_found("message");
    if (!may_operate(stage.program, command.actor, "mail"))
        return operation_refused("have messages tried again");

    DeliveryNote note{row->key(), false, Delivery::pending, {}, tried_again(*row, stage.batch.now())};
    // Nobody was found to write to: look for recipients again.
    note.addressed = row->recipients.empty() && row->delivery == Delivery::dead;
    if (!note.addressed && note.recipients.empty())
        return Error{"event-not-possible",
                     "Nothing of this message bounced or was given up, nor waits for another attempt.",
                     {},
                     {}};
    const auto before = stage.batch.mark();
    Trip trip(stage, origin_of(stage, command));
    trip.note(Cause::delivery, value_of(std::vector{std::move(note)}));
    return answer(stage, command, trip, before);
}

}  // namespace waymark::runtime
