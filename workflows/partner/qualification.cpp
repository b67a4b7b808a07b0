#include "workflows/partner/qualification.hpp"

#include <algorithm>
#include <toml++/toml.h>

#include "workflows/partner/technologies.hpp"

namespace waymark::partner {

namespace {

using states::Value;

/// What an entry may be.
struct Term {
    enum class Kind : std::uint8_t {
        number,
        numbers,
        time,
        flag
    } kind;  // numbers: each less than the one before
    std::int64_t least = 0, most = 0;
};

std::map<std::string, Term, std::less<>> known_terms() {
    using Kind = Term::Kind;
    std::map<std::string, Term, std::less<>> terms = {
        {"window.announcement_days", {Kind::number, 1, 180}},
        {"window.closing_days", {Kind::number, 1, 27}},
        {"application.first_reminder_days", {Kind::number, 1, 27}},
        {"application.last_reminder_days", {Kind::number, 1, 27}},
        {"application.reminder_time", {Kind::time}},
        {"interview.minutes", {Kind::number, 15, 480}},
        {"interview.gap_minutes", {Kind::number, 0, 480}},
        {"interview.opens", {Kind::time}},
        {"interview.closes", {Kind::time}},
        {"interview.reminder_days", {Kind::number, 1, 30}},
        {"interview.reminder_hours", {Kind::number, 1, 72}},
        {"interview.result_business_days", {Kind::number, 1, 30}},
        {"interview.chances", {Kind::number, 1, 10}},
        {"interview.valid_days", {Kind::number, 1, 3'660}},
        {"employee.warning_days", {Kind::numbers, 1, 366}},
        {"employee.warning_time", {Kind::time}},
        {"campaign.send_days", {Kind::number, 1, 180}},
        {"campaign.reminder_days", {Kind::number, 1, 180}},
        {"campaign.time", {Kind::time}},
        {"revocation.longest_cure_days", {Kind::number, 0, 366}},
        {"revocation.appeal_days", {Kind::number, 0, 366}},
    };
    for (const auto& technology : technologies) {
        const auto table = "technology." + std::string(technology.code) + ".";
        terms.emplace(table + "interview", Term{Kind::flag});
        terms.emplace(table + "specialists", Term{Kind::number, 0, 50});
    }
    return terms;
}

/// Whole numbers within the bounds, each less than the one before; at least one.
bool descend(const Term& term, const toml::node& node) {
    const auto* list = node.as_array();
    if (list == nullptr || list->empty()) return false;
    auto below = term.most + 1;
    for (const auto& each : *list) {
        const auto number = each.value_exact<std::int64_t>();
        if (!number || *number < term.least || *number >= below) return false;
        below = *number;
    }
    return true;
}

/// What is wrong with the entry; empty: nothing.
std::string objection(const Term& term, const toml::node& node) {
    switch (term.kind) {
        case Term::Kind::flag:
            return node.is_boolean() ? "" : "true or false is needed.";
        case Term::Kind::time:
            return parse_time_of_day(node.value_exact<std::string>().value_or(""))
                       ? ""
                       : "A time of day such as \"10:00\" is needed.";
        case Term::Kind::numbers:
            return descend(term, node)
                       ? ""
                       : "Whole numbers from " + std::to_string(term.most) + " down to " +
                             std::to_string(term.least) + " are needed, each less than the one before.";
        case Term::Kind::number:
            break;
    }
    const auto number = node.value_exact<std::int64_t>();
    if (number && *number >= term.least && *number <= term.most) return {};
    return "A whole number from " + std::to_string(term.least) + " to " + std::to_string(term.most) +
           " is needed.";
}

Value value_of(const toml::node& node) {
    if (const auto* list = node.as_array()) {
        Value::Array values;
        for (const auto& each : *list) values.push_back(value_of(each));
        return values;
    }
    if (const auto flag = node.value_exact<bool>()) return *flag;
    if (const auto number = node.value_exact<std::int64_t>()) return *number;
    return node.value_exact<std::string>().value_or("");
}

class Reading {
  public:
    Reading(std::string_view file, Rulebook& rulebook) : file_(file), rulebook_(rulebook) {}

    Done read(const toml::table& document) {
        if (auto taken = take(document, ""); !taken) return taken;
        for (const auto& [name, term] : terms_)
            if (!rulebook_.parameters.contains(name))
                return Error{"bad-rulebook", "\"" + name + "\" is missing.", file_, {}};
        return done();
    }

  private:
    Done take(const toml::table& table, const std::string& path) {
        for (const auto& [key, node] : table) {
            const auto name = path + std::string(key.str());
            if (const auto* inner = node.as_table()) {
                if (auto taken = take(*inner, name + "."); !taken) return taken;
                continue;
            }
            const auto term = terms_.find(name);
            if (term == terms_.end()) return bad("There is no entry \"" + name + "\".", node);
            if (auto wrong = objection(term->second, node); !wrong.empty())
                return bad("\"" + name + "\": " + wrong, node);
            rulebook_.parameters.insert_or_assign(name, value_of(node));
        }
        return done();
    }
    [[nodiscard]] Error bad(std::string message, const toml::node& node) const {
        const auto& begin = node.source().begin;
        return {"bad-rulebook",
                std::move(message),
                file_ + ":" + std::to_string(begin.line) + ":" + std::to_string(begin.column),
                {}};
    }

    std::string file_;
    Rulebook& rulebook_;
    const std::map<std::string, Term, std::less<>> terms_ = known_terms();
};

}  // namespace

Done read_qualification(std::string_view toml, std::string_view file, Rulebook& rulebook) {
    try {
        return Reading(file, rulebook).read(toml::parse(toml, file));
    } catch (const toml::parse_error& fault) {
        const auto& begin = fault.source().begin;
        return Error{
            "bad-rulebook",
            std::string(fault.description()),
            std::string(file) + ":" + std::to_string(begin.line) + ":" + std::to_string(begin.column),
            {}};
    }
}

}  // namespace waymark::partner
