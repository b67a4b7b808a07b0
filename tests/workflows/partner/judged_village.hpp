// A village whose partners are judged: what makes one qualified, and what all consumed in 2026; questions
// about all of them are answered from it.
#pragma once

#include <ranges>

#include "tests/workflows/partner/village.hpp"
#include "workflows/partner/assessor.hpp"
#include "workflows/partner/data.hpp"
#include "workflows/partner/imports/consumption_file.hpp"

namespace waymark::partner {

class Townspeople final : public runtime::Inquiry {
  public:
    explicit Townspeople(const Village& village) : village_(village) {}

    runtime::InstancePtr instance(runtime::InstanceId id) override {
        const auto& partners = all("partner");
        const auto found = std::ranges::find(partners, id, [](const auto& each) { return each->id; });
        return found == partners.end() ? nullptr : *found;
    }
    const std::vector<runtime::InstancePtr>& family(runtime::FamilyId) override {
        ADD_FAILURE() << "a question about all reads no families";
        return all_["none"];
    }
    const std::vector<runtime::InstancePtr>& all(const std::string& workflow) override {
        auto& found = all_[workflow];
        found.clear();
        village_.each(workflow, [&](const runtime::InstancePtr& instance) { found.push_back(instance); });
        return found;
    }
    /// Backwards, as there is no order to be relied on.
    void each(const std::string& workflow,
              const std::function<void(const runtime::InstancePtr&)>& take) override {
        const auto found = all(workflow);
        for (const auto& instance : found | std::views::reverse) take(instance);
    }
    std::vector<runtime::Stay> stays(const runtime::Instance&, std::size_t) override { return {}; }
    states::Value reveal(const states::Value& value) override { return "(" + value.string() + ")"; }

  private:
    const Village& village_;
    std::map<std::string, std::vector<runtime::InstancePtr>> all_;
};

class JudgedVillage : public testing::Test {
  protected:
    using InstancePtr = runtime::InstancePtr;
    using Value = states::Value;

    JudgedVillage() { village.at = msk("2026-02-01 12:00"); }

    InstancePtr partner(const std::string& name) {
        return village.add("partner", "{'name': '" + name + "'}");
    }
    /// Agreement, solution and plan, 20 million of the service in June, and these people.
    InstancePtr qualified(const std::string& name, const std::string& technology, const std::string& service,
                          const std::vector<std::vector<std::string>>& people) {
        auto of = partner(name);
        const std::string live = "{'facts': {'partner': {'live': true}}}";
        village.add("agreement", "{'number': 'P', 'signed_on': '2024-05-06'}", of->id);
        village.send(village.add("solution",
                                 "{'technology': '" + technology +
                                     "', 'title': 'subject:1', 'implemented_on': '2025-05-01'}",
                                 of->id),
                     "verify", live);
        village.send(
            village.add("plan", "{'technology': '" + technology + "', 'document': 'subject:2'}", of->id),
            "approve", live);
        for (const auto& certificates : people) {
            const auto employee =
                village.add("employee", "{'name': 'subject:3', 'from': '2024-02-01', 'to': null}", of->id);
            for (const auto& code : certificates)
                village.send(employee, "certificate.add",
                             "{'code': '" + code +
                                 "', 'trained_on': '2025-01-10', 'certified_on': '2025-02-01', "
                                 "'facts': {'partner': {'live': true}, "
                                 "'certificate': {'name': null, 'fault': null}}}");
        }
        rows += "acc-" + name + "," + name + "," + service + ",2026-06,20000000,,,,\n";
        return of;
    }
    InstancePtr holder(const InstancePtr& of, const std::string& technology, const std::string& review_on) {
        auto granted = village.add("specialization", "{'technology': '" + technology + "'}", of->id);
        village.send(granted, "granted",
                     "{'late_grant': null, 'facts': {'eligibility': {'version': 'r1', 'result': 'pass', "
                     "'conditions': [], 'import': null, 'review_on': " +
                         review_on + "}}}");
        return granted;
    }
    /// The year 2026 is complete, with what was consumed.
    void consume() {
        ConsumptionFile file([this](std::string_view name) -> PartnerMeant {
            for (const auto& each : town.all("partner"))
                if (datum(*each, "name") == Value(name)) return {PartnerMeant::Kind::one, each->id};
            return {};
        });
        file.take("account,partner,service,month,amount,grants,where,deal_rate,product\n" + rows);
        file.finish();
        EXPECT_EQ(file.errors().size(), 0U);
        auto made = book->draft(file);
        std::set<std::chrono::year_month> year;
        for (unsigned month = 1; month <= 12; ++month)
            year.insert(std::chrono::year(2026) / static_cast<int>(month));
        book->adopt(made, year, {"i1", {}});
    }
    [[nodiscard]] std::shared_ptr<const Assessor> assessor() const {
        return std::make_shared<const Assessor>(editions, shipped_rulebook().calendar, book);
    }

    Village village;
    Townspeople town{village};
    std::string rows;
    std::shared_ptr<ConsumptionBook> book = std::make_shared<ConsumptionBook>();
    std::shared_ptr<EditionBook> editions = std::make_shared<EditionBook>(shipped_editions());
};

}  // namespace waymark::partner
