// The runtime's things as JSON text, in the shapes that the OpenAPI document describes (schemas.cpp). One
// function a thing; all revealed for a reader who was found entitled by the service. Thread: any.
#pragma once

#include "adapters/http/json.hpp"
#include "workflows/runtime/service.hpp"

namespace waymark::http {

/// Members of an instance without closing the object, so that `actions` can follow.
void open_instance(Json& json, runtime::Service& service, const runtime::Instance& instance);
void write_instance(Json& json, runtime::Service& service, const runtime::Instance& instance);
/// The actions of one instance, as an array.
void write_actions(Json& json, const std::vector<runtime::EventChance>& chances);
/// `instance`: the one that the answer is about; what `actor` may not know of is left out.
void write_answer(Json& json, runtime::Service& service, const runtime::Actor& actor,
                  const runtime::Answer& answer, const runtime::Instance& instance, bool dry_run);
/// Null when it cannot be undone.
void write_undo_until(Json& json, const runtime::Answer& answer);
void write_record(Json& json, runtime::Service& service, const runtime::Record& record);
void write_timer(Json& json, const runtime::TimerRow& row, const runtime::Definition& definition);
/// "<instance>.<record>.<index>"
std::string message_key(const runtime::OutboxRow& row);
/// Members without the object around them: what answers and lists have in common.
void write_told(Json& json, runtime::Service& service, const runtime::OutboxRow& row);
void write_message(Json& json, runtime::Service& service, const runtime::OutboxRow& row);
void write_correspondence(Json& json, runtime::Service& service, const runtime::Correspondence& all);
/// Of a command that is about no instance.
void write_recorded(Json& json, const runtime::Answer& answer, bool dry_run);
void write_definition(Json& json, const runtime::Definition& definition);

std::string_view to_text(runtime::Cause cause);

/// The frame of a list: {"items":[…],"next_cursor":…,"total":…,"total_exact":…}
template <class Row, class Write>
std::string list_text(const runtime::Page<Row>& page, const std::string& next_cursor, Write&& write) {
    constexpr std::uint64_t exact_to = 10'000;
    std::string out;
    Json json(out);
    json.object().name("items").array();
    for (const auto& row : page.rows) write(json, row);
    json.end_array();
    json.name("next_cursor").text_or_null(page.more ? next_cursor : std::string());
    json.name("total").number(std::min(page.total, exact_to));
    json.name("total_exact").boolean(page.total <= exact_to);
    json.end_object();
    return out;
}

}  // namespace waymark::http
