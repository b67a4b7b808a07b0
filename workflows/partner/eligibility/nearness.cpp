#include "workflows/partner/eligibility/nearness.hpp"

#include <algorithm>

namespace waymark::partner {

namespace {

constexpr int near_percent = 80;

bool is_threshold(const Judgement& rule) { return rule.kind == "consumption" || rule.kind == "licences"; }

bool is_automatic(const Judgement& rule) {
    if (rule.kind == "one_of" || rule.kind == "all_of") return std::ranges::all_of(rule.parts, is_automatic);
    return is_threshold(rule) || rule.kind == "specialists" || rule.kind == "projects";
}

/// Kopecks are whole and below 2^53: nothing is lost in a double, and none of these products leaves 64 bits.
bool is_near(const Judgement& threshold) {
    const auto have = static_cast<std::int64_t>(threshold.have.number());
    return have * 100 >= static_cast<std::int64_t>(threshold.need.number()) * near_percent;
}

/// Above 0, as it is not met.
int missing_percent(const Judgement& rule) {
    if (!is_threshold(rule) && rule.kind != "specialists") return Nearness::untold;
    const auto have = static_cast<std::int64_t>(rule.have.number()),
               need = static_cast<std::int64_t>(rule.need.number());
    return need <= 0 ? 1 : static_cast<int>(std::clamp<std::int64_t>(100 - have * 100 / need, 1, 100));
}

}  // namespace

Nearness nearness_of(const Assessment& assessment) {
    Nearness found;
    int missing = 0;
    bool unknown = false, has_threshold = false, thresholds_near = true;
    for (const auto& rule : assessment.conditions) {
        if (!is_automatic(rule)) continue;
        if (is_threshold(rule)) {
            has_threshold = true;
            thresholds_near = thresholds_near && is_near(rule);
        }
        if (rule.verdict == Verdict::pass) continue;
        ++missing;
        found.missing_percent = std::max(found.missing_percent, missing_percent(rule));
        unknown = unknown || rule.verdict == Verdict::unknown;
        found.gap.en += (found.gap.en.empty() ? "" : " ") + rule.text.en;
        found.gap.ru += (found.gap.ru.empty() ? "" : " ") + rule.text.ru;
    }
    found.ready = missing == 0;
    found.nearly = !found.ready && !unknown && (missing == 1 || (has_threshold && thresholds_near));
    return found;
}

}  // namespace waymark::partner
