#include "workflows/partner/reports.hpp"

#include <algorithm>

#include "workflows/partner/benefits.hpp"
#include "workflows/partner/campaigns.hpp"
#include "workflows/partner/data.hpp"
#include "workflows/partner/eligibility/nearness.hpp"
#include "workflows/partner/technologies.hpp"
#include "workflows/partner/times.hpp"

namespace waymark::partner {

namespace {

using runtime::Asking;
using states::Value;

/// Of all, or about an instance of a workflow.
runtime::Question report(std::string name, states::Text title, std::vector<std::string> columns,
                         std::function<Value::Array(const Asking&)> rows, std::string workflow = {}) {
    runtime::Question question;
    question.name = std::move(name);
    question.workflow = std::move(workflow);
    question.title = std::move(title);
    question.roles = {"lead", "coordinator", "pam", "admin", "auditor"};
    question.columns = std::move(columns);
    question.answer = [rows = std::move(rows)](const Asking& asking) -> Result<Value> {
        return Value(Value::Object{{"rows", rows(asking)}});
    };
    return question;
}

/// {partner, name} of whose it is.
Value::Object whose(const Asking& asking, runtime::InstanceId partner) {
    const auto instance = asking.inquiry.instance(partner);
    return {{"partner", runtime::to_text(partner)},
            {"name", instance ? asking.inquiry.reveal(datum(*instance, "name")) : Value(nullptr)}};
}

std::string sentences(const Value& conditions, const char* language) {
    std::string all;
    for (const auto& each : conditions.array())
        all += (all.empty() ? "" : " ") + std::string(each["text"][language].string_or(""));
    return all;
}

Value::Array at_risk(const Asking& asking) {
    Value::Array rows;
    for (const auto& specialization : asking.find("active-specializations", "all")) {
        if (!is_in(*specialization, "at_risk")) continue;
        const auto& risk = datum(*specialization, "risk");
        auto row = whose(asking, runtime::root_of(specialization->family));
        row.emplace_back("technology", text(*specialization, "technology"));
        row.emplace_back("marked_by", risk["by"].is_string() ? "person" : "service");
        row.emplace_back("unmet_en", sentences(risk["unmet"], "en"));
        row.emplace_back("unmet_ru", sentences(risk["unmet"], "ru"));
        row.emplace_back("cure_date", datum(*specialization, "cure_date"));
        rows.emplace_back(std::move(row));
    }
    return rows;
}

/// Who is ready first, then by how much is missing.
Value::Array nearly_ready(const Assessor& assessor, const Calendar& calendar, const Asking& asking) {
    std::vector<std::pair<int, Value>> rows;
    const auto today = calendar.date_of(asking.now);
    const auto* edition = assessor.edition_for({{}, today, 0, {}, true});
    if (!edition) return {};
    const auto evidence_of = assessor.evidence_by(asking.inquiry);
    for (const auto& partner : asking.inquiry.all("partner")) {
        if (runtime::principal_state(*partner) != "active") continue;
        const auto evidence = evidence_of(partner->id);
        const auto& held = items(*partner, "technologies");
        for (const auto& rules : edition->specializations) {
            if (std::ranges::find(held, Value(rules.technology)) != held.end()) continue;
            const auto near = nearness_of(
                *assessor.assess(evidence, {rules.code, today, assessor.window_month(asking.now), {}, true}));
            if (!near.ready && !near.nearly) continue;
            auto row = whose(asking, partner->id);
            row.emplace_back("specialization", rules.code);
            row.emplace_back("ready", near.ready);
            row.emplace_back("missing_percent", near.missing_percent == Nearness::untold
                                                    ? Value(nullptr)
                                                    : Value(near.missing_percent));
            row.emplace_back("gap_en", near.gap.en);
            row.emplace_back("gap_ru", near.gap.ru);
            rows.push_back({near.missing_percent, std::move(row)});
        }
    }
    std::ranges::stable_sort(rows, {}, &std::pair<int, Value>::first);
    Value::Array sorted;
    for (auto& [missing_percent, row] : rows) sorted.push_back(std::move(row));
    return sorted;
}

Value::Array windows(const Asking& asking) {
    Value::Array rows;
    for (const auto& window : asking.inquiry.all("window")) {
        const auto& report = datum(*window, "report");
        if (!report.is_object()) continue;
        const auto add = [&](std::string_view technology, const Value& counts, const Value& median) {
            Value::Object row{{"window", datum(*window, "month")}, {"technology", technology}};
            for (const char* column :
                 {"submitted", "granted", "rejected", "withdrawn", "closed", "carried", "on_hold"})
                row.emplace_back(column, counts[column]);
            row.emplace_back("median_days_to_decision", median);
            rows.emplace_back(std::move(row));
        };
        add("all", report["total"], report["median_days_to_decision"]);
        for (const auto& technology : technologies)
            add(technology.code, report["technologies"][technology.code], nullptr);
    }
    return rows;
}

Value::Array listed(const Assessor& assessor, const Asking& asking) {
    Value::Array rows;
    const auto nearness = assessor.nearness_by(assessor.evidence_by(asking.inquiry));
    for (const Value& each : items(*asking.instance, "candidates")) {
        const auto partner = runtime::parse_instance_id(each["partner"].string_or(""));
        if (!partner) continue;
        const auto near = nearness(*partner, each["technology"].string_or(""), asking.now);
        auto row = whose(asking, *partner);
        row.emplace_back("technology", each["technology"]);
        row.emplace_back("ready", near ? Value(near->ready) : Value(nullptr));
        row.emplace_back("gap_en", near ? near->gap.en : "");
        row.emplace_back("gap_ru", near ? near->gap.ru : "");
        row.emplace_back("added", each["added"]);
        rows.emplace_back(std::move(row));
    }
    return rows;
}

Value::Array those_left_out(const Assessor& assessor, const Asking& asking) {
    Value::Array rows;
    for (const auto& each : left_out(asking, assessor.nearness_by(assessor.evidence_by(asking.inquiry)))) {
        auto row = whose(asking, each.partner);
        row.emplace_back("technology", each.technology);
        row.emplace_back("code", each.code);
        row.emplace_back("gap_en", each.gap.en);
        row.emplace_back("gap_ru", each.gap.ru);
        row.emplace_back("reason", each.reason.empty() ? Value(nullptr) : asking.inquiry.reveal(each.reason));
        rows.emplace_back(std::move(row));
    }
    return rows;
}

Value::Array entitled(const Assessor& assessor, const Calendar& calendar, const Asking& asking) {
    const auto today = calendar.date_of(asking.now);
    const auto* edition = assessor.editions().on(today);
    Value::Array rows;
    if (!edition) return rows;
    const auto family = asking.instance->family;
    for (const auto& each :
         entitlements(*edition, asking.find("specializations-by-partner", runtime::to_text(family)))) {
        const auto* benefit = edition->benefit(each.benefit);
        const auto* limit = benefit && benefit->yearly_limit ? &*benefit->yearly_limit : nullptr;
        const auto used = used_in(to_text(today).substr(0, 4), each.benefit, family, asking.find);
        rows.emplace_back(
            Value::Object{{"benefit", each.benefit},
                          {"name_en", benefit ? benefit->name.en : each.benefit},
                          {"name_ru", benefit ? benefit->name.ru : each.benefit},
                          {"technology", each.technology},
                          {"from", to_text(each.from)},
                          {"to", each.to ? Value(to_text(*each.to)) : Value(nullptr)},
                          {"yearly_limit_kopecks", limit ? Value(limit->count) : Value(nullptr)},
                          {"remaining_kopecks", limit ? Value((*limit - used).count) : Value(nullptr)}});
    }
    return rows;
}

}  // namespace

runtime::Question at_risk_report() {
    return report("at-risk", {"Specializations at risk", "Специализации под угрозой"},
                  {"partner", "name", "technology", "marked_by", "unmet_en", "unmet_ru", "cure_date"},
                  at_risk);
}

runtime::Question nearly_ready_report(std::shared_ptr<const Assessor> assessor, const Calendar& calendar) {
    return report("nearly-ready",
                  {"Who is nearly ready for a specialization", "Кто почти готов к специализации"},
                  {"partner", "name", "specialization", "ready", "missing_percent", "gap_en", "gap_ru"},
                  [assessor = std::move(assessor), &calendar](const Asking& asking) {
                      return nearly_ready(*assessor, calendar, asking);
                  });
}

runtime::Question windows_report() {
    return report("windows", {"What came of each window", "Итоги окон набора"},
                  {"window", "technology", "submitted", "granted", "rejected", "withdrawn", "closed",
                   "carried", "on_hold", "median_days_to_decision"},
                  windows);
}

runtime::Question candidates_report(std::shared_ptr<const Assessor> assessor) {
    return report(
        "candidates", {"Who is to be invited, and what is missing", "Кого пригласить и чего не хватает"},
        {"partner", "name", "technology", "ready", "gap_en", "gap_ru", "added"},
        [assessor = std::move(assessor)](const Asking& asking) { return listed(*assessor, asking); },
        "campaign");
}

runtime::Question left_out_report(std::shared_ptr<const Assessor> assessor) {
    return report(
        "left-out", {"Who is not invited, and why", "Кого не приглашают и почему"},
        {"partner", "name", "technology", "code", "gap_en", "gap_ru", "reason"},
        [assessor = std::move(assessor)](const Asking& asking) { return those_left_out(*assessor, asking); },
        "campaign");
}

runtime::Question entitlements_report(std::shared_ptr<const Assessor> assessor, const Calendar& calendar) {
    auto question = report(
        "entitlements", {"Benefits of the partner's specializations", "Преимущества специализаций партнёра"},
        {"benefit", "name_en", "name_ru", "technology", "from", "to", "yearly_limit_kopecks",
         "remaining_kopecks"},
        [assessor = std::move(assessor), &calendar](const Asking& asking) {
            return entitled(*assessor, calendar, asking);
        },
        "partner");
    for (const char* role : {"finance", "partner-owner", "partner-admin"}) question.roles.emplace_back(role);
    return question;
}

runtime::Question waiting_report() {
    return report("waiting",
                  {"How long what is under way has stood where it is", "Сколько что стоит на месте"},
                  {"workflow", "state", "instances", "median_days", "most_days"}, times_waited);
}

runtime::Question time_in_state_report(const Calendar& calendar) {
    auto question =
        report("time-in-state", {"How long it takes, state by state", "Сколько времени занимает каждый этап"},
               {"workflow", "state", "stays", "now", "median_days", "p90_days", "longest_days"}, {});
    question.parameters = {{"since",
                            {"The first day that counts, such as 2026-01-01; a year back, if left out.",
                             "Первый день учёта, например 2026-01-01; если не указан — год назад."},
                            {},
                            false}};
    question.answer = [&calendar](const Asking& asking) -> Result<Value> {
        const auto given = asking.parameters.find("since");
        auto since = asking.now - std::chrono::days(365);
        if (given != asking.parameters.end()) {
            const auto day = parse_date(given->second);
            if (!day)
                return Error{"bad-query",
                             "“" + given->second + "” is no day; write a date such as 2026-01-01.",
                             "since",
                             {}};
            since = calendar.at(*day);
        }
        return Value(Value::Object{{"rows", times_in_states(asking, since)}});
    };
    return question;
}

}  // namespace waymark::partner
