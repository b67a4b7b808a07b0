#include "workflows/partner/times.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace waymark::partner {

namespace {

using runtime::Asking;
using runtime::Instance;
using states::Value;
using Span = std::chrono::microseconds;

constexpr std::array workflows = {"onboarding", "application", "interview",
                                  "notice",     "revocation",  "presale"};

/// The smallest that is not exceeded by so many of a hundred; of sorted ones.
Span percentile(const std::vector<Span>& sorted, std::size_t percent) {
    return sorted[(sorted.size() * percent + 99) / 100 - 1];
}

std::int64_t whole_days(Span span) { return std::chrono::floor<std::chrono::days>(span).count(); }
double days(Span span) {
    return std::floor(std::chrono::duration<double, std::ratio<8'640>>(span).count()) / 10;
}

struct Spans {
    std::vector<Span> all;
    std::int64_t open = 0;  // of them
};
using ByState = std::map<std::string, Spans, std::less<>>;

void add_stays(const Asking& asking, const Instance& instance, Instant since, ByState& spans) {
    const bool goes_on = instance.state.running;
    if (!goes_on && instance.updated_at < since) return;  // its history is not needed
    const auto stays = asking.inquiry.stays(instance, instance.version);
    for (std::size_t i = 0; i < stays.size(); ++i) {
        const bool newest = i + 1 == stays.size();
        if (newest && !goes_on) return;
        const auto until = newest ? asking.now : stays[i + 1].from;
        if (until < since) continue;
        auto& of = spans[stays[i].state];
        of.all.push_back(until - stays[i].from);
        if (newest) ++of.open;
    }
}

}  // namespace

Value::Array times_waited(const Asking& asking) {
    Value::Array rows;
    for (const char* workflow : workflows) {
        ByState spans;
        for (const auto& instance : asking.inquiry.all(workflow))
            if (instance->state.running) {
                const auto stay = asking.inquiry.stays(*instance, 1).back();
                spans[stay.state].all.push_back(asking.now - stay.from);
            }
        for (auto& [state, of] : spans) {
            std::ranges::sort(of.all);
            rows.emplace_back(Value::Object{{"workflow", workflow},
                                            {"state", state},
                                            {"instances", static_cast<std::int64_t>(of.all.size())},
                                            {"median_days", whole_days(percentile(of.all, 50))},
                                            {"most_days", whole_days(of.all.back())}});
        }
    }
    return rows;
}

Value::Array times_in_states(const Asking& asking, Instant since) {
    Value::Array rows;
    for (const char* workflow : workflows) {
        ByState spans;
        for (const auto& instance : asking.inquiry.all(workflow))
            if (!runtime::is_undone(*instance)) add_stays(asking, *instance, since, spans);
        for (auto& [state, of] : spans) {
            std::ranges::sort(of.all);
            rows.emplace_back(Value::Object{{"workflow", workflow},
                                            {"state", state},
                                            {"stays", static_cast<std::int64_t>(of.all.size())},
                                            {"now", of.open},
                                            {"median_days", days(percentile(of.all, 50))},
                                            {"p90_days", days(percentile(of.all, 90))},
                                            {"longest_days", days(of.all.back())}});
        }
    }
    return rows;
}

}  // namespace waymark::partner
