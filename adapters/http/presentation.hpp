// The runtime's things as JSON text, in the shapes that the OpenAPI document describes (schemas.cpp). One
// function a thing; rows were found to be the reader's by the service, fields are left out here. Thread: any.
#pragma once

#include "adapters/http/json.hpp"
#include "workflows/runtime/service.hpp"

namespace waymark::http {

struct Exchange;
struct Response;

/// Who looks. What he may not see is left out.
struct Viewer {
    runtime::Service& service;
    const runtime::Actor& actor;
};
Viewer viewer_of(const Exchange& exchange);

/// Members of an instance without closing the object, so that `actions` can follow.
void open_instance(Json& json, const Viewer& viewer, const runtime::Instance& instance);
void write_instance(Json& json, const Viewer& viewer, const runtime::Instance& instance);
/// The actions of one instance, as an array.
void write_actions(Json& json, const std::vector<runtime::EventChance>& chances);
/// `instance`: the one that the answer is about.
void write_answer(Json& json, const Viewer& viewer, const runtime::Answer& answer,
                  const runtime::Instance& instance, bool dry_run);
/// The response to a command that is about one instance: its version is the ETag.
Response render_answer(Exchange& exchange, runtime::Answer answer);
/// Null when it cannot be undone.
void write_undo_until(Json& json, const runtime::Answer& answer);
void write_record(Json& json, const Viewer& viewer, const runtime::Record& record);
void write_timer(Json& json, const runtime::TimerRow& row, const runtime::Definition& definition);
/// "<instance>.<record>.<index>"
std::string message_key(const runtime::OutboxRow& row);
/// Members without the object around them: what answers and lists have in common.
/// `workflow`: of the instance that the message is about; empty: he may not know of that.
void write_told(Json& json, const Viewer& viewer, const runtime::OutboxRow& row, std::string_view workflow);
void write_message(Json& json, const Viewer& viewer, const runtime::OutboxRow& row);
void write_correspondence(Json& json, const Viewer& viewer, const runtime::Correspondence& all);
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
