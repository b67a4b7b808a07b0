#include "workflows/partner/imports/record_imports.hpp"

#include <algorithm>

#include "workflows/partner/access.hpp"
#include "workflows/partner/data.hpp"

namespace waymark::partner {

namespace {

using runtime::Instance;
using states::Text;
using states::Value;

/// Others may change what was planned on; then it is planned anew, so often.
constexpr int most_attempts = 20;

runtime::InstanceId person_in(const Value& text) {
    return runtime::parse_instance_id(text.string_or("")).value_or(runtime::InstanceId{});
}

/// "BAD_DATE: the date …" into its code and the rest.
std::string take_code(std::string& text) {
    const auto end = text.find(": ");
    auto code = text.substr(0, end);
    const bool is_code = end != std::string::npos && code.size() > 2 &&
                         std::ranges::all_of(code, [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
    if (!is_code) return {};
    text.erase(0, end + 2);
    return code;
}

Text told(const Error& error) {
    const auto& reasons = error.details["reasons"];
    if (reasons.is_array() && !reasons.array().empty()) {
        const auto& text = reasons.array().front()["text"];
        return {std::string(text["en"].string_or("")), std::string(text["ru"].string_or(""))};
    }
    if (error.code == "role-missing") return {error.message, "Вашей роли это действие не разрешено."};
    if (error.code == "form-invalid") return {error.message, "Данные не подходят к форме события."};
    if (error.code == "not-found") return {error.message, "Такой записи нет, или она вам не видна."};
    if (error.code == "quarantined")
        return {error.message, "Запись на карантине после сбоя сервиса; администратор может её освободить."};
    return {error.message, "Отказано: " + error.code + "."};
}

bool moved(const std::vector<runtime::RefusedJoint>& refused) {
    return std::ranges::any_of(refused, [](const auto& each) { return each.error.code == "version-stale"; });
}

/// "/roles/0" → "roles"; empty for what is no pointer into an event's data.
std::string_view member_at(std::string_view pointer) {
    if (!pointer.starts_with('/')) return {};
    pointer.remove_prefix(1);
    return pointer.substr(0, pointer.find('/'));
}

/// What is stopping takes it up at the next start; another obstacle passes.
Result<std::optional<RecordImports::Outcome>> unless_stopping(const Error& error) {
    if (error.code == "stopping") return std::optional<RecordImports::Outcome>();
    return error;
}

}  // namespace

ImportError refusal_of(const Error& error) {
    auto text = told(error);
    auto code = take_code(text.en);
    (void)take_code(text.ru);
    if (code.empty()) {
        code = error.code == "event-not-possible" ? "NOT_POSSIBLE" : error.code;
        std::ranges::transform(code, code.begin(), [](char c) {
            return c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        });
    }
    return {0, {}, std::move(code), std::move(text), {}};
}

std::optional<RecordImports::Outcome> RecordImports::read(const Instance& import,
                                                          runtime::InstanceId person) {
    const auto* kind = record_kind(text(import, "kind"));
    CHECK(kind != nullptr, "import " + runtime::to_text(import.id) + " is of no kind of records");
    Outcome outcome{RecordFile(*kind), {}, {}, 0};
    const auto parts = read_parts(
        bulk_, import.id, [&](std::string_view part) { outcome.file.take(part); }, stopping_);
    if (!parts) return std::nullopt;
    if (parts->missing != 0) outcome.file.object(part_missing(parts->missing));
    outcome.file.finish();
    outcome.digest = parts->digest;
    outcome.parts = parts->count;
    const auto inquiry = service_.inquiry();
    const auto who = inquiry->instance(person);
    runtime::Actor actor{person, {}, {}, {}};  // without roles when he has left
    if (who)
        if (auto present = actor_of(*who)) actor = *std::move(present);
    actor.token = "import:" + runtime::to_text(import.id);
    outcome.plan = RecordPlanner(*kind, outcome.file, actor, directory_, *inquiry).plan();
    return outcome;
}

void RecordImports::object(Outcome& outcome, const runtime::RefusedJoint& refused) const {
    auto error = refusal_of(refused.error);
    if (refused.place >= outcome.plan.row_of.size()) return outcome.file.object(std::move(error));
    outcome.file.object(outcome.file.rows()[outcome.plan.row_of[refused.place]],
                        member_at(refused.error.place), std::move(error.code), std::move(error.text));
}

Result<std::optional<RecordImports::Outcome>> RecordImports::look_through(const Instance& import) {
    for (int attempt = 1;; ++attempt) {
        auto outcome = read(import, person_in(datum(import, "checked_by")));
        if (!outcome || outcome->plan.commands.empty()) return outcome;
        const auto refused = service_.perform_together(outcome->plan.commands, true);
        if (!refused) return unless_stopping(refused.error());
        if (moved(*refused) && attempt < most_attempts) continue;
        for (const auto& each : *refused) object(*outcome, each);
        outcome->file.sort_errors();
        return outcome;
    }
}

Result<std::optional<RecordImports::Outcome>> RecordImports::publish(const Instance& import) {
    for (int attempt = 1;; ++attempt) {
        auto outcome = read(import, person_in(datum(import, "given")["by"]));
        if (!outcome || outcome->file.error_count() > 0) return outcome;
        auto commands = outcome->plan.commands;
        runtime::Command published;
        published.act = runtime::SendEvent{import.id, "published",
                                           Value::Object{{"added", outcome->plan.added},
                                                         {"corrected", outcome->plan.corrected},
                                                         {"unchanged", outcome->plan.unchanged},
                                                         {"partners_digest", nullptr}}};
        commands.push_back({std::move(published), false});
        const auto refused = service_.perform_together(commands, false);
        if (!refused) return unless_stopping(refused.error());
        if (refused->empty()) return std::optional<Outcome>();
        if (moved(*refused) && attempt < most_attempts) continue;
        for (const auto& each : *refused) object(*outcome, each);
        return outcome;
    }
}

}  // namespace waymark::partner
