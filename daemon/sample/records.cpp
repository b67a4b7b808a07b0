#include "daemon/sample/records.hpp"

#include <map>

namespace waymark::sample {
namespace {

using boost::json::object;
using Certificates = std::vector<std::string>;

/// For the first specialist and the second.
const std::map<std::string, std::vector<Certificates>>& specialists() {
    static const std::map<std::string, std::vector<Certificates>> all = {
        {"infrastructure", {{"cse"}, {"cse", "cip"}}},
        {"devops", {{"cse"}, {"cse", "gitops", "devsecops"}}},
        {"data-platform", {{"cse", "eap"}, {"mch"}}},
        {"ml-ai", {}},
        {"security-compliance", {{"cip", "compliance"}}}};
    return all;
}

std::string ago(const Story& story, int days) {
    return partner::to_text(story.date() - std::chrono::days(days));
}

}  // namespace

void employ(Story& story, const Certificates& certificates, const std::string& as) {
    auto& luck = story.luck();
    story.create(story.speaker(), "employees",
                 {{"partner", "@partner"},
                  {"name", person(story.company().russian, luck).name},
                  {"from", ago(story, luck.between(400, 1'500))}},
                 as);
    for (const auto& code : certificates) {
        const int certified = luck.between(20, 300);
        object certificate{{"code", code},
                           {"number", "C-" + std::to_string(luck.between(10'000, 99'999))},
                           {"trained_on", ago(story, certified + luck.between(5, 40))},
                           {"certified_on", ago(story, certified)}};
        if (luck.in(60)) certificate["valid_to"] = ago(story, certified - 3 * 365);
        story.send(story.speaker(), as, "certificate.add", std::move(certificate));
    }
}

void claim_solution(Story& story, const std::string& technology, const std::string& as) {
    story.create(story.speaker(), "solutions",
                 {{"partner", "@partner"},
                  {"technology", technology},
                  {"title", story.say("Перенос складского учёта заказчика в облако",
                                      "A customer's stock-keeping, moved into the cloud")},
                  {"implemented_on", ago(story, story.luck().between(10, 200))}},
                 as);
}

void submit_plan(Story& story, const std::string& technology, const std::string& as) {
    story.create(story.speaker(), "plans",
                 {{"partner", "@partner"},
                  {"technology", technology},
                  {"document", "https://" + story.company().domain + "/plan-" + technology + ".pdf"}},
                 as);
}

void report_project(Story& story, const std::string& technology, const std::string& as) {
    const bool russian = story.company().russian;
    const auto customer = company(6'000 + story.luck().between(0, 999) + (russian ? 0 : 7), story.luck());
    object project{{"partner", "@partner"},
                   {"technology", technology},
                   {"customer", customer.name},
                   {"implemented_on", ago(story, story.luck().between(10, 100))}};
    if (technology == "ml-ai") project["product"] = "brand-voice-core";
    story.create(story.speaker(), "projects", std::move(project), as);
}

void add_customer(Story& story, const std::string& as) {
    const bool russian = story.company().russian;
    const auto customer = company(7'000 + story.luck().between(0, 999) + (russian ? 0 : 7), story.luck());
    story.create(
        story.speaker(), "customers",
        {{"partner", "@partner"}, {"name", customer.name}, {"tin", customer.tin}, {"direct_contract", true}},
        as);
}

void record_all(Story& story, const std::string& technology) {
    for (const auto& certificates : specialists().at(technology)) employ(story, certificates, "specialist");
    claim_solution(story, technology, "its-solution");
    story.send("architect-1", "its-solution", "verify");
    submit_plan(story, technology, "its-plan");
    story.send(story.pam(), "its-plan", "approve");
    const int projects = technology == "security-compliance" ? 2 : technology == "ml-ai" ? 1 : 0;
    for (int i = 0; i < projects; ++i) {
        report_project(story, technology, "its-project");
        story.send("architect-1", "its-project", "confirm");
    }
}

void qualify(Story& story, const std::string& technology) {
    record_all(story, technology);
    story.uses(technology);
}

}  // namespace waymark::sample
