#include "workflows/runtime/delivery_note.hpp"

#include <algorithm>
#include <array>

namespace waymark::runtime {

namespace {

using states::Value;

constexpr std::array<std::string_view, 5> outcomes = {"accepted", "later", "never", "unknown", "captured"};

Error bad_record(const Record& record, const std::string& what) {
    return {
        "bad-record",
        "The record says of deliveries what cannot be read: " + what + ". Restore the journal from a backup.",
        "record " + std::to_string(record.sequence),
        {}};
}

/// Members that say nothing are left out.
Value value_of(const RecipientRow& row) {
    Value::Object object{{"recipient", row.recipient},
                         {"state", to_text(row.delivery)},
                         {"attempts", std::uint64_t{row.attempts}}};
    if (row.forgiven != 0) object.emplace_back("forgiven", std::uint64_t{row.forgiven});
    if (row.outcome) object.emplace_back("outcome", to_text(*row.outcome));
    if (row.perhaps) object.emplace_back("perhaps_delivered", true);
    if (is_open(row.delivery)) object.emplace_back("next_at", waymark::to_text(row.next_at));
    if (!row.reply.empty()) object.emplace_back("reply", row.reply);
    if (row.last != 0) object.emplace_back("previous", row.last);
    return object;
}

/// Reads members of one object; the first that is not what it should be is remembered.
class Members {
  public:
    explicit Members(const Value& object) : object_(object) {
        if (!object.is_object()) wrong_ = "an object was expected";
    }

    std::uint64_t number(std::string_view name, std::uint64_t most) {
        const auto& value = object_[name];
        if (value.is_undefined()) return 0;
        if (!value.is_number() || value.number() < 0 || value.number() > static_cast<double>(most))
            return wrong_ = name, 0;
        return static_cast<std::uint64_t>(value.number());
    }
    std::string text(std::string_view name) {
        const auto& value = object_[name];
        if (!value.is_undefined() && !value.is_string()) wrong_ = name;
        return std::string(value.string_or(""));
    }
    bool flag(std::string_view name) {
        const auto& value = object_[name];
        if (!value.is_undefined() && !value.is_boolean()) wrong_ = name;
        return value.is_boolean() && value.boolean();
    }
    Delivery delivery(std::string_view name) {
        const auto found = parse_delivery(object_[name].string_or(""));
        if (!found) wrong_ = name;
        return found.value_or(Delivery::pending);
    }
    std::optional<Posted> outcome(std::string_view name) {
        if (object_[name].is_undefined()) return std::nullopt;
        const auto found = std::ranges::find(outcomes, object_[name].string_or(""));
        if (found == outcomes.end()) return wrong_ = name, std::nullopt;
        return static_cast<Posted>(found - outcomes.begin());
    }
    Instant instant(std::string_view name) {
        if (object_[name].is_undefined()) return {};
        const auto parsed = parse_instant(object_[name].string_or(""));
        if (!parsed) wrong_ = name;
        return parsed.value_or(Instant{});
    }
    [[nodiscard]] const std::string& wrong() const { return wrong_; }

  private:
    const Value& object_;
    std::string wrong_;
};

constexpr std::uint64_t most_records = std::uint64_t{1} << 53;
constexpr std::uint64_t most_index = 0xffffffff;

RecipientRow recipient_of(const Value& value, Instant at, std::string& wrong) {
    Members members(value);
    RecipientRow row;
    row.recipient = members.text("recipient");
    row.delivery = members.delivery("state");
    row.attempts = static_cast<std::uint32_t>(members.number("attempts", most_index));
    row.forgiven = static_cast<std::uint32_t>(members.number("forgiven", most_index));
    row.outcome = members.outcome("outcome");
    row.perhaps = members.flag("perhaps_delivered");
    row.at = at;
    row.next_at = members.instant("next_at");
    row.reply = members.text("reply");
    row.last = members.number("previous", most_records);
    if (wrong.empty()) wrong = members.wrong();
    if (wrong.empty() && row.recipient.empty()) wrong = "recipient";
    return row;
}

DeliveryNote note_of(const Value& value, const Record& record, std::string& wrong) {
    Members members(value);
    DeliveryNote note;
    note.message.first = members.number("record", most_records);
    note.message.second = static_cast<std::uint32_t>(members.number("index", most_index));
    note.addressed = value["state"].is_string();
    if (note.addressed) note.delivery = members.delivery("state");
    note.reason = members.text("reason");
    if (wrong.empty()) wrong = members.wrong();
    if (wrong.empty() && (note.message.first == 0 || note.message.first >= record.sequence))
        wrong = "the record of a message must be an earlier one";
    const auto& recipients = value["recipients"];
    if (recipients.is_undefined()) return note;
    if (!recipients.is_array()) return wrong = "recipients", note;
    for (const auto& each : recipients.array())
        note.recipients.push_back(recipient_of(each, record.at, wrong));
    return note;
}

}  // namespace

std::string_view to_text(Posted outcome) { return outcomes.at(static_cast<std::size_t>(outcome)); }

Value value_of(const std::vector<DeliveryNote>& notes) {
    Value::Array messages;
    for (const auto& note : notes) {
        Value::Object message{{"record", note.message.first}, {"index", std::uint64_t{note.message.second}}};
        if (note.addressed) message.emplace_back("state", to_text(note.delivery));
        if (!note.reason.empty()) message.emplace_back("reason", note.reason);
        Value::Array recipients;
        for (const auto& row : note.recipients) recipients.push_back(value_of(row));
        if (!recipients.empty()) message.emplace_back("recipients", std::move(recipients));
        messages.push_back(std::move(message));
    }
    return Value::Object{{"messages", std::move(messages)}};
}

Result<std::vector<DeliveryNote>> delivery_notes(const Record& record) {
    const auto& messages = record.event.data["messages"];
    if (!messages.is_array()) return bad_record(record, "messages");
    std::vector<DeliveryNote> notes;
    std::string wrong;
    for (const auto& message : messages.array()) notes.push_back(note_of(message, record, wrong));
    if (!wrong.empty()) return bad_record(record, wrong);
    return notes;
}

void apply(const DeliveryNote& note, const Record& record, OutboxRow& row) {
    if (note.addressed) {
        row.delivery = note.delivery;
        row.reason = note.reason;
        row.recipients.clear();
    }
    for (const auto& changed : note.recipients) {
        auto known = std::ranges::find(row.recipients, changed.recipient, &RecipientRow::recipient);
        if (known == row.recipients.end()) known = row.recipients.insert(known, changed);
        *known = changed;
        known->last = record.sequence;
    }
}

}  // namespace waymark::runtime
