#include "workflows/partner/windows.hpp"

#include <algorithm>
#include <array>

#include "workflows/partner/data.hpp"
#include "workflows/partner/technologies.hpp"

namespace waymark::partner {

namespace {

using runtime::FactQuestion;
using runtime::Instance;
using states::Value;

constexpr std::string_view all = "all";

std::string month_of(const Calendar& calendar, Instant opens_at) {
    return to_text(calendar.date_of(opens_at)).substr(0, 7);
}

/// Closed ones too: a timer of another family may still be due from before it closed.
std::string extended(const Instance& window) {
    return items(window, "extensions").empty() ? std::string() : std::string(all);
}

std::string target(const Instance& application) { return text(application, "window"); }

std::string active(const Instance& specialization) {
    return runtime::principal_state(specialization) == "active" ? std::string(all) : std::string();
}

bool contains(const Value& list, const Value& item) {
    return std::ranges::find(list.array(), item) != list.array().end();
}

/// What became of an application in a window, as the report calls it.
std::string_view outcome(const Instance& application, const Value& window) {
    const auto state = runtime::principal_state(application);
    const bool carried = contains(datum(application, "carried"), window);
    if (carried || application.state.running) return state == "on_hold" && !carried ? "on_hold" : "carried";
    return state;
}

struct Counts {
    static constexpr std::array<std::string_view, 6> outcomes = {"granted", "rejected", "withdrawn",
                                                                 "closed",  "carried",  "on_hold"};
    std::array<int, outcomes.size()> of{};
    int submitted = 0;

    void add(std::string_view outcome) {
        ++submitted;
        const auto place = std::ranges::find(outcomes, outcome);
        if (place != outcomes.end()) ++of[static_cast<std::size_t>(place - outcomes.begin())];
    }
    [[nodiscard]] Value value() const {
        Value::Object counts{{"submitted", submitted}};
        for (std::size_t i = 0; i < outcomes.size(); ++i)
            counts.emplace_back(std::string(outcomes[i]), of[i]);
        return counts;
    }
};

/// Whole days from submission to decision, the middle one of all; null when nothing was decided.
Value median_days(const std::vector<runtime::InstancePtr>& applications) {
    std::vector<std::int64_t> days;
    for (const auto& application : applications) {
        const auto state = runtime::principal_state(*application);
        if (state != "granted" && state != "rejected") continue;
        const auto submitted = parse_instant(text(*application, "submitted_at"));
        const auto decided = parse_instant(text(*application, "decided_at"));
        if (submitted && decided)
            days.push_back(std::chrono::duration_cast<std::chrono::days>(*decided - *submitted).count());
    }
    if (days.empty()) return nullptr;
    const auto middle = days.begin() + static_cast<std::ptrdiff_t>(days.size() / 2);
    std::ranges::nth_element(days, middle);
    return *middle;
}

/// Of the specializations that are active when the window closes, judged at that moment.
Value requalification(const Assessor& assessor, const FactQuestion& question) {
    constexpr std::size_t most_named = 1'000;
    std::array<int, 3> counts{};  // by verdict
    Value::Array named;
    for (const auto& specialization : question.find("active-specializations", all)) {
        const auto verdict = assessor.verdict(*specialization, question.at, question.find);
        ++counts.at(static_cast<std::size_t>(verdict));
        if (verdict == Verdict::fail && named.size() < most_named)
            named.emplace_back(runtime::to_text(specialization->id));
    }
    const auto count = [&](Verdict verdict) { return counts.at(static_cast<std::size_t>(verdict)); };
    return Value::Object{{"met", count(Verdict::pass)},
                         {"not_met", count(Verdict::fail)},
                         {"unknown", count(Verdict::unknown)},
                         {"not_met_ids", std::move(named)}};
}

}  // namespace

std::vector<runtime::Lookup> window_lookups() {
    return {{"extended-windows", "window", extended},
            {"applications-by-window", "application", target},
            {"applications-carried", "application",
             [](const Instance& application) {
                 const auto& carried = items(application, "carried");
                 return carried.empty() ? std::string() : std::string(carried.back().string_or(""));
             }},
            {"active-specializations", "specialization", active}};
}

Value window_fact(const Calendar& calendar, const FactQuestion& question) {
    auto window = calendar.window_at(question.at);
    bool open = window.opens_at <= question.at;
    for (const auto& each : question.find("extended-windows", all)) {
        const auto opens_at = parse_instant(text(*each, "opens_at")),
                   ends_at = parse_instant(text(*each, "ends_at"));
        if (!opens_at || !ends_at || question.at >= *ends_at) continue;
        const bool own = *opens_at == window.opens_at;
        if (!own && question.at < *opens_at) continue;
        window = {*opens_at, *ends_at};
        open = *opens_at <= question.at;
    }
    return Value::Object{{"open", open},
                         {"key", month_of(calendar, window.opens_at)},
                         {"opens_at", waymark::to_text(window.opens_at)},
                         {"ends_at", waymark::to_text(window.closes_at)}};
}

Value window_report(const Assessor& assessor, const FactQuestion& question) {
    const Value& window = datum(question.instance, "month");
    auto applications = question.find("applications-by-window", window.string());
    for (auto& carried : question.find("applications-carried", window.string()))
        applications.push_back(std::move(carried));
    Counts total;
    std::array<Counts, technologies.size()> by_technology;
    for (const auto& application : applications) {
        const auto what = outcome(*application, window);
        total.add(what);
        const auto technology =
            std::ranges::find(technologies, text(*application, "technology"), &Technology::code);
        if (technology != technologies.end())
            by_technology[static_cast<std::size_t>(technology - technologies.begin())].add(what);
    }
    Value::Object of_technologies;
    for (std::size_t i = 0; i < technologies.size(); ++i)
        of_technologies.emplace_back(std::string(technologies[i].code), by_technology[i].value());
    return Value::Object{{"total", total.value()},
                         {"technologies", std::move(of_technologies)},
                         {"median_days_to_decision", median_days(applications)},
                         {"requalification", requalification(assessor, question)}};
}

}  // namespace waymark::partner
