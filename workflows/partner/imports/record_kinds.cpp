#include "workflows/partner/imports/record_kinds.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "workflows/partner/embedded.hpp"
#include "workflows/partner/imports/cells.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::partner {

namespace {

using states::Value;
using enum RecordKind::Corrected;
using Holds = RecordColumn::Holds;

constexpr auto kinds = std::to_array<RecordKind>({
    {"employees", "employee", "partner", "employee.add", "name", by_stays, "leave", {}},
    {"certificates",
     "employee",
     "employee",
     "certificate.add",
     "code number",
     as_a_whole,
     "certificate.correct",
     {}},
    {"solutions",
     "solution",
     "partner",
     "solution.claim",
     "technology title",
     never,
     "",
     {"verified", "verify", "", "verified", "Verified", "Подтверждено"}},
    {"projects",
     "project",
     "partner",
     "project.report",
     "technology customer product implemented_on",
     never,
     "",
     {"confirmed", "confirm", "", "confirmed", "Confirmed", "Подтверждён"}},
    {"persons", "person", "partner", "", "email|name", by_members, "roles.set address.set", {}},
    {"customers", "customer", "partner", "customer.add", "tin|name", by_members, "correct", {}},
    {"subaccounts",
     "subaccount",
     "customer",
     "subaccount.add",
     "account",
     never,
     "",
     {"active_from", "activate", "on", "from", "Active from", "Действует с"}},
    {"scopes", "scope", "customer", "scope.register", "scope", never, "", {}},
    {"invoices",
     "invoice",
     "partner",
     "invoice.record",
     "number",
     by_members,
     "correct",
     {"paid_on", "pay", "on", "paid_on", "Paid on", "Оплачен"}},
    {"agreements", "agreement", "partner", "agreement.record", "number", by_members, "correct", {}},
    {"plans",
     "plan",
     "partner",
     "plan.submit",
     "technology document",
     never,
     "",
     {"approved", "approve", "", "approved", "Approved", "Утверждён"}},
});

std::string_view document_of(std::string_view workflow) {
    if (workflow == "partner") return embedded::partner_scxml;
    if (workflow == "employee") return embedded::employee_scxml;
    if (workflow == "person") return embedded::person_scxml;
    CHECK(workflow == "customer", "no records are added at a " + std::string(workflow));
    return embedded::customer_scxml;
}

/// Whose document declares what makes them.
std::string_view declaring(const RecordKind& kind) { return kind.adds.empty() ? kind.workflow : kind.parent; }

const states::Chart& chart_of(std::string_view workflow) {
    static const auto charts = [] {
        std::map<std::string_view, std::shared_ptr<const states::Chart>> all;
        for (const auto& kind : kinds)
            if (const auto name = declaring(kind); !all.contains(name)) {
                auto read =
                    states::read_chart(document_of(name), std::string(name) + ".scxml", chart_functions());
                CHECK(read.ok(), read.error().message);
                all.emplace(name, std::move(read).value());
            }
        return all;
    }();
    return *charts.at(workflow);
}

RecordColumn parent_column(std::string_view parent) {
    return parent == "employee" ? RecordColumn{Holds::parent, "employee", {"Employee", "Сотрудник"}, {}, true}
                                : RecordColumn{Holds::parent, "customer", {"Customer", "Заказчик"}, {}, true};
}

/// A texts' beginning, to what it only explains.
std::string_view heading(std::string_view title) {
    return trimmed(title.substr(0, title.find_first_of(",(")));
}

/// As headings are compared.
std::string bare(std::string_view text) {
    auto bare = folded(text);
    for (auto at = bare.find("ё"); at != std::string::npos; at = bare.find("ё", at)) bare.replace(at, 2, "е");
    return bare;
}

}  // namespace

std::span<const RecordKind> record_kinds() { return kinds; }

const RecordKind* record_kind(std::string_view name) {
    const auto* const found = std::ranges::find(kinds, name, &RecordKind::name);
    return found == kinds.end() ? nullptr : found;
}

const states::EventDeclaration& adding_event(const RecordKind& kind) {
    const auto& chart = chart_of(declaring(kind));
    const auto* event = kind.adds.empty() ? chart.start() : chart.event(kind.adds);
    CHECK(event != nullptr, std::string(kind.parent) + " has no event " + std::string(kind.adds));
    return *event;
}

std::string_view correcting_event(const RecordKind& kind, std::string_view member) {
    if (kind.corrects.find(' ') == std::string_view::npos) return kind.corrects;
    for (const auto event : split(kind.corrects, ' '))
        if (chart_of(kind.workflow).event(event)->form["properties"][member].is_object()) return event;
    return {};
}

std::vector<RecordColumn> columns_of(const RecordKind& kind) {
    std::vector<RecordColumn> columns = {{Holds::partner, "partner", {"Partner", "Партнёр"}, {}, true}};
    if (kind.parent != "partner") columns.push_back(parent_column(kind.parent));
    const auto& form = adding_event(kind).form;
    const auto& required = form["required"];
    for (const auto& [name, schema] : form["properties"].object()) {
        if (name == "partner") continue;  // it is the first column already
        columns.push_back({Holds::member, name,
                           states::Text{std::string(schema["titles"]["en"].string_or("")),
                                        std::string(schema["titles"]["ru"].string_or(""))},
                           schema,
                           required.is_array() &&
                               std::ranges::find(required.array(), Value(name)) != required.array().end()});
    }
    const auto& further = kind.further;
    if (further.column.empty()) return columns;
    const Value flag = Value::Object{{"type", "boolean"}};
    const Value date = Value::Object{{"type", "string"}, {"format", "date"}};
    columns.push_back({Holds::further, std::string(further.column),
                       states::Text{std::string(further.en), std::string(further.ru)},
                       further.member.empty() ? flag : date, false});
    return columns;
}

std::string heading_of(const RecordColumn& column, std::string_view language) {
    return std::string(heading(column.title.in(language)));
}

bool is_heading_of(const RecordColumn& column, std::string_view text) {
    const auto wanted = bare(text);
    std::string_view name = column.name;
    if (column.is_amount()) name.remove_suffix(std::string_view("_kopecks").size());
    return wanted == bare(name) ||
           std::ranges::any_of(std::array{&column.title.en, &column.title.ru}, [&](const std::string* title) {
               return wanted == bare(*title) || wanted == bare(heading(*title));
           });
}

bool may_import(const runtime::Actor& actor, std::string_view kind) {
    if (kind == "consumption") return actor.has_role("finance") || actor.has_role("admin");
    const auto* record = record_kind(kind);
    return record != nullptr && actor.partner.number == 0 &&
           std::ranges::any_of(adding_event(*record).roles,
                               [&](const std::string& role) { return actor.has_role(role); });
}

}  // namespace waymark::partner
