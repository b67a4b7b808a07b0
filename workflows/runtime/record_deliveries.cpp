// What became of messages, as the courier has it. What does not fit the rows any more (taken back meanwhile)
// is left out.
#include <algorithm>

#include "workflows/runtime/attempts.hpp"
#include "workflows/runtime/commands.hpp"

namespace waymark::runtime {

namespace {

/// Turns outcomes into notes, one for each message.
class Notes {
  public:
    explicit Notes(const Stage& stage) : stage_(stage) {}

    void add(const Addressed& addressed) {
        const auto row = stage_.batch.message(addressed.message);
        if (!row || row->delivery != Delivery::pending || !row->recipients.empty()) return;
        DeliveryNote note{addressed.message, true, Delivery::pending, {}, {}};
        for (const auto& recipient : addressed.recipients) {
            if (std::ranges::find(note.recipients, recipient.id, &RecipientRow::recipient) ==
                note.recipients.end())
                note.recipients.push_back(first_row(recipient));
        }
        if (note.recipients.empty()) {
            note.delivery = Delivery::dead;
            note.reason = addressed.reason;
        }
        notes_.push_back(std::move(note));
    }

    void add(const Attempted& attempt) {
        if (const auto before = open_row(attempt.message, attempt.recipient))
            put(attempt.message, after_attempt(*before, attempt.report, stage_.batch.now(),
                                               stage_.settings.mail_retry, attempt.chance));
    }

    void add(const Unwritten& unwritten) {
        auto row = open_row(unwritten.message, unwritten.recipient);
        if (!row) return;
        row->delivery = Delivery::dead;
        row->outcome.reset();
        row->reply = unwritten.reason;
        put(unwritten.message, *std::move(row));
    }

    [[nodiscard]] const std::vector<DeliveryNote>& all() const { return notes_; }

  private:
    [[nodiscard]] RecipientRow first_row(const Recipient& recipient) const {
        RecipientRow row;
        row.recipient = recipient.id;
        row.delivery = recipient.problem.empty() ? Delivery::pending : Delivery::dead;
        row.reply = recipient.problem;
        row.next_at = std::chrono::floor<std::chrono::milliseconds>(stage_.batch.now());
        return row;
    }

    [[nodiscard]] std::optional<RecipientRow> open_row(OutboxKey message,
                                                       const std::string& recipient) const {
        const auto row = stage_.batch.message(message);
        if (!row) return std::nullopt;
        const auto found = std::ranges::find(row->recipients, recipient, &RecipientRow::recipient);
        if (found == row->recipients.end() || !is_open(found->delivery)) return std::nullopt;
        return *found;
    }

    void put(OutboxKey message, RecipientRow row) {
        auto note = std::ranges::find(notes_, message, &DeliveryNote::message);
        if (note == notes_.end()) note = notes_.insert(note, {message, false, Delivery::pending, {}, {}});
        note->recipients.push_back(std::move(row));
    }

    const Stage& stage_;
    std::vector<DeliveryNote> notes_;
};

}  // namespace

Result<Answer> perform(Stage& stage, const Command& command, const RecordDeliveries& deliveries) {
    const auto before = stage.batch.mark();
    Notes notes(stage);
    for (const auto& outcome : deliveries.outcomes)
        std::visit([&](const auto& each) { notes.add(each); }, outcome);
    Trip trip(stage, origin_of(stage, command));
    if (!notes.all().empty()) trip.note(Cause::delivery, value_of(notes.all()));
    return answer(stage, command, trip, before);
}

}  // namespace waymark::runtime
