#include "workflows/partner/customers.hpp"

#include "workflows/partner/data.hpp"

namespace waymark::partner {

namespace {

using runtime::Instance;
using runtime::InstancePtr;
using states::Value;

std::string account(const Instance& subaccount) {
    return runtime::is_undone(subaccount) || !datum(subaccount, "from").is_string()
               ? std::string()
               : text(subaccount, "account");
}

std::string invited(const Instance& subaccount) {
    return runtime::principal_state(subaccount) == "invited" ? text(subaccount, "account") : std::string();
}

std::string scope(const Instance& registered) {
    return runtime::is_undone(registered) ? std::string() : text(registered, "scope");
}

bool holds_on(const Instance& record, Date day) {
    const auto from = parse_date(text(record, "from")), to = parse_date(text(record, "to"));
    return from && *from <= day && (!to || day < *to);
}

std::optional<Placement> placed(const std::vector<InstancePtr>& records, Date day) {
    for (const auto& each : records)
        if (const auto partner = runtime::parse_instance_id(text(*each, "partner"));
            partner && holds_on(*each, day))
            return Placement{*partner, each->parent, each->id, text(*each, "product")};
    return std::nullopt;
}

void add_live(Value::Array& ids, const std::vector<InstancePtr>& records) {
    for (const auto& each : records)
        if (each->state.running) ids.emplace_back(runtime::to_text(each->id));
}

}  // namespace

std::vector<runtime::Lookup> customer_lookups() {
    return {{"subaccounts-by-account", "subaccount", account},
            {"invited-accounts", "subaccount", invited},
            {"scopes-by-scope", "scope", scope}};
}

std::optional<Placement> account_on(const runtime::FindInstances& find, const std::string& account,
                                    Date day) {
    return placed(find("subaccounts-by-account", account), day);
}

std::optional<Placement> scope_on(const runtime::FindInstances& find, const std::string& scope, Date day) {
    return placed(find("scopes-by-scope", scope), day);
}

Value account_fact(const runtime::FactQuestion& question) {
    const Value& named = question.event.data["account"];
    if (!named.is_string()) return {};
    Value::Array ids;
    add_live(ids, question.find("subaccounts-by-account", named.string()));
    add_live(ids, question.find("invited-accounts", named.string()));
    return Value::Object{{"taken_by", std::move(ids)}};
}

Value scope_fact(const runtime::FactQuestion& question) {
    const Value& named = question.event.data["scope"];
    if (!named.is_string()) return {};
    Value::Array ids;
    add_live(ids, question.find("scopes-by-scope", named.string()));
    return Value::Object{{"taken_by", std::move(ids)}};
}

}  // namespace waymark::partner
