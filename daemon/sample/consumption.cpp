#include "daemon/sample/consumption.hpp"

#include <vector>

#include "workflows/partner/imports/consumption_file.hpp"

namespace waymark::sample {
namespace {

/// Thousands of roubles a month, with VAT. Together the least of a technology is more than its threshold of a
/// year: so one whole month is enough, and a partner needs no history to tell of.
struct Use {
    const char *technology, *service;
    int least, most;
};
constexpr Use uses[] = {
    {"infrastructure", "compute", 12'000, 19'000},         {"infrastructure", "object-storage", 6'000, 9'000},
    {"devops", "managed-kubernetes", 2'000, 4'000},        {"devops", "managed-gitlab", 1'000, 1'500},
    {"data-platform", "managed-clickhouse", 2'000, 3'500}, {"data-platform", "managed-kafka", 1'000, 2'000}};

}  // namespace

ConsumptionSheet::ConsumptionSheet(std::chrono::year_month month) : month_(month) {}

void ConsumptionSheet::add(const Story& story, const std::string& partner) {
    const auto& tin = story.company().tin;
    Luck luck = Luck(std::stoull(tin)).of(partner::month_number(month_));
    for (const auto& use : uses) {
        if (!story.used().contains(use.technology)) continue;
        const int roubles = luck.between(use.least, use.most) * 1'000 + luck.between(0, 999);
        csv_ += "acc-" + tin + "," + partner + "," + use.service + "," + partner::to_text(month_) + "," +
                std::to_string(roubles) + ".00\n";
        ++rows_;
        kopecks_ += std::int64_t{100} * roubles;
    }
}

}  // namespace waymark::sample
