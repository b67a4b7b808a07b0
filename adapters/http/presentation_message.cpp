// The part of the presentation that shows messages to people and what became of them.
#include "adapters/http/presentation.hpp"
#include "workflows/runtime/delivery_note.hpp"
#include "workflows/runtime/fields.hpp"

namespace waymark::http {
namespace {

/// "held" is no state of its own: a message that waits leaves a while after its record.
constexpr std::string_view held = "held";

std::string_view state_of(const runtime::Service& service, const runtime::OutboxRow& row) {
    return service.held_until(row) ? held : runtime::to_text(runtime::overall(row));
}

void write_instant_or_null(Json& json, bool known, Instant at) {
    if (known)
        json.instant(at);
    else
        json.null();
}

/// When somebody is written to next; nothing: nobody is.
std::optional<Instant> next_at(const runtime::OutboxRow& row) {
    std::optional<Instant> next;
    for (const auto& each : row.recipients)
        if (runtime::is_open(each.delivery) && (!next || each.next_at < *next)) next = each.next_at;
    return next;
}

/// Members that a recipient and an attempt have in common.
void write_standing(Json& json, const runtime::RecipientRow& row) {
    json.name("recipient").text(row.recipient);
    json.name("state").text(runtime::to_text(row.delivery));
    json.name("at").instant(row.at);
    json.name("next_at");
    write_instant_or_null(json, runtime::is_open(row.delivery), row.next_at);
    json.name("reply").text(row.reply);
}

void write_recipients(Json& json, const runtime::OutboxRow& row) {
    json.array();
    for (const auto& each : row.recipients) {
        json.object();
        write_standing(json, each);
        json.name("attempts").number(each.attempts);
        json.name("perhaps_delivered").boolean(each.perhaps);
        json.end_object();
    }
    json.end_array();
}

void write_members(Json& json, const Viewer& viewer, const runtime::OutboxRow& row) {
    const auto about = viewer.service.instance(viewer.actor, row.instance);
    json.name("id").text(message_key(row));
    write_told(json, viewer, row, about ? (*about)->definition->workflow : std::string_view());
    json.name("at").instant(row.at);
    json.name("instance").text(runtime::to_text(row.instance));
    json.name("partner").text(runtime::to_text(row.family));
    const auto until = viewer.service.held_until(row);
    json.name("held_until");
    write_instant_or_null(json, until.has_value(), until.value_or(Instant{}));
    const auto next = next_at(row);
    json.name("next_at");
    write_instant_or_null(json, next.has_value(), next.value_or(Instant{}));
    std::uint64_t attempts = 0;
    for (const auto& each : row.recipients) attempts += each.attempts;
    json.name("attempts").number(attempts);
    json.name("reason").text_or_null(row.reason);
    json.name("recipients");
    write_recipients(json, row);
}

}  // namespace

std::string message_key(const runtime::OutboxRow& row) {
    return runtime::to_text(row.instance) + "." + std::to_string(row.record) + "." +
           std::to_string(row.index);
}

void write_told(Json& json, const Viewer& viewer, const runtime::OutboxRow& row, std::string_view workflow) {
    json.name("message").text(row.notification.message);
    json.name("audience").text(row.notification.audience);
    json.name("state").text(state_of(viewer.service, row));
    json.name("late").boolean(row.notification.late);
    json.name("fields").value(viewer.service.reveal(
        runtime::seen_of_message(viewer.service.program(), viewer.actor, workflow, row.notification)));
}

void write_message(Json& json, const Viewer& viewer, const runtime::OutboxRow& row) {
    json.object();
    write_members(json, viewer, row);
    json.end_object();
}

void write_correspondence(Json& json, const Viewer& viewer, const runtime::Correspondence& all) {
    json.object();
    write_members(json, viewer, all.message);
    json.name("cause");
    write_record(json, viewer, all.cause);
    json.name("history").array();
    for (const auto& attempt : all.attempts) {
        json.object();
        json.name("record").number(attempt.record);
        json.name("person");
        if (attempt.person.number == 0)
            json.null();
        else
            json.text(runtime::to_text(attempt.person));
        write_standing(json, attempt.recipient);
        json.name("attempt").number(attempt.recipient.attempts);
        json.name("outcome").text_or_null(
            attempt.recipient.outcome ? runtime::to_text(*attempt.recipient.outcome) : std::string_view());
        json.end_object();
    }
    json.end_array();
    json.end_object();
}

}  // namespace waymark::http
