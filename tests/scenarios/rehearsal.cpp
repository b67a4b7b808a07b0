#include "tests/scenarios/rehearsal.hpp"

#include <chrono>
#include <fstream>
#include <gtest/gtest.h>

namespace waymark::scenarios {
namespace {

std::string text(const boost::json::value& value) {
    return value.is_string() ? std::string(value.as_string()) : boost::json::serialize(value);
}

std::string created(const blackbox::Reply& reply) {
    EXPECT_EQ(reply.status, 201U) << reply.body;
    return reply.status == 201 ? text(reply.json().at("instance").at("id")) : "";
}

}  // namespace

Rehearsal::Rehearsal(const std::string& clock, std::string zone, std::vector<std::string> settings)
    : zone_(std::move(zone)), settings_(std::move(settings)) {
    start(clock);
    tokens_["admin"] = daemon_->admin_token();
    for (const char* role : {"coordinator", "pam", "support", "auditor"}) person(role, role);
}

std::string Rehearsal::person(const std::string& name, const std::string& role, boost::json::object more) {
    more["name"] = name;
    if (!more.contains("roles")) more["roles"] = boost::json::array{boost::json::string(role)};
    auto id = created(as("admin").post("/api/v1/persons", more));
    token(name, id);
    return id;
}

void Rehearsal::token(const std::string& name, const std::string& person) {
    tokens_[name] =
        text(as("admin").post("/api/v1/tokens", boost::json::object{{"person", person}}).json().at("token"));
}

void Rehearsal::start(const std::string& clock) {
    std::vector<std::string> arguments{"--rehearsal", "--clock", clock};
    arguments.insert(arguments.end(), settings_.begin(), settings_.end());
    daemon_ = std::make_unique<blackbox::Daemon>(folder_.path(), arguments,
                                                 std::map<std::string, std::string>{{"TZ", zone_}});
}

blackbox::Client& Rehearsal::as(const std::string& who) {
    const auto known = clients_.find(who);
    if (known != clients_.end()) return known->second;
    return clients_.emplace(who, blackbox::Client(daemon_->port(), tokens_.at(who))).first->second;
}

void Rehearsal::move_to(const std::string& instant) {
    const auto moved = as("admin").post("/api/v1/clock", boost::json::object{{"to", instant}});
    EXPECT_EQ(moved.status, 200U) << moved.body;
}

void Rehearsal::down_until(const std::string& instant) {
    clients_.clear();
    EXPECT_EQ(daemon_->terminate(), 0);
    start(instant);
}

void Rehearsal::killed_until(const std::string& instant) {
    clients_.clear();
    daemon_->kill();
    start(instant);
}

std::string Rehearsal::partner() {
    return created(
        as("coordinator")
            .post("/api/v1/partners",
                  boost::json::object{{"name", "Romashka"},
                                      {"tin", "7707083893"},
                                      {"agreement", {{"number", "P-1"}, {"date", "2024-06-03"}}}}));
}

std::string Rehearsal::record(const std::string& collection, boost::json::object data,
                              const std::string& confirmation) {
    auto id = created(as("pam").post("/api/v1/" + collection, data));
    if (!confirmation.empty()) do_as("pam", id, confirmation, {});
    return id;
}

void Rehearsal::do_as(const std::string& who, const std::string& instance, const std::string& event,
                      boost::json::object data) {
    const auto reply = as(who).post("/api/v1/instances/" + instance + "/events",
                                    boost::json::object{{"event", event}, {"data", std::move(data)}});
    EXPECT_EQ(reply.status, 200U) << event << ": " << reply.body;
}

std::string Rehearsal::employee(const std::string& partner, const std::vector<Certificate>& certificates) {
    auto id = record("employees", {{"partner", partner}, {"name", "Olga"}, {"from", "2024-02-01"}}, "");
    for (const auto& certificate : certificates) {
        boost::json::object data{
            {"code", certificate.code}, {"trained_on", "2024-03-01"}, {"certified_on", "2024-04-01"}};
        if (!certificate.valid_to.empty()) data["valid_to"] = certificate.valid_to;
        do_as("pam", id, "certificate.add", std::move(data));
    }
    return id;
}

void Rehearsal::meet_conditions(const std::string& partner, const std::string& technology) {
    const boost::json::object of{{"partner", partner}, {"technology", technology}};
    auto solution = of, plan = of, project = of;
    solution["title"] = "A chat bot";
    solution["implemented_on"] = "2025-06-01";
    record("solutions", std::move(solution), "verify");
    plan["document"] = "plan.pdf";
    record("plans", std::move(plan), "approve");
    if (technology == "ml-ai") {
        project["product"] = "brand-voice-core";
        project["customer"] = "Vasilek";
        project["implemented_on"] = "2025-06-01";
        record("projects", std::move(project), "confirm");
    }
    if (technology == "devops") {
        employee(partner, {{"cse", ""}});
        employee(partner, {{"cse", ""}, {"gitops", ""}, {"devsecops", ""}});
    }
}

void Rehearsal::consume(const std::string& partner, const std::string& from, const std::string& until,
                        const std::string& gross) {
    using namespace std::chrono;
    const auto month = [](const std::string& text) {
        return year(std::stoi(text.substr(0, 4))) / std::stoi(text.substr(5, 2));
    };
    const auto file = folder_.path() / ("consumption-" + from + "-" + partner + ".csv");
    std::ofstream csv(file);
    csv << "account,partner,service,month,amount\n";
    std::vector<std::string> words = {"import", "consumption", file.string(), "--publish"};
    std::int64_t rows = 0;
    for (auto each = month(from); each < month(until); each += months(1), ++rows) {
        const auto name = std::to_string(static_cast<int>(each.year())) +
                          (unsigned(each.month()) < 10 ? "-0" : "-") + std::to_string(unsigned(each.month()));
        csv << "acc-" << partner << "," << partner << ",managed-gitlab," << name << "," << gross << "\n";
        words.insert(words.end(), {"--complete", name});
    }
    csv.close();
    const auto kopecks = rows * (std::stoll(gross.substr(0, gross.size() - 3)) * 100 +
                                 std::stoll(gross.substr(gross.size() - 2)));
    const auto cents = std::to_string(kopecks % 100);
    words.insert(words.end(), {"--rows", std::to_string(rows), "--total",
                               std::to_string(kopecks / 100) + "." + (cents.size() < 2 ? "0" : "") + cents});
    const auto imported = blackbox::run_waymark(
        words, {{"WAYMARK_SERVER", daemon_->server()}, {"WAYMARK_TOKEN", tokens_.at("admin")}});
    EXPECT_EQ(imported.exit_code, 0) << imported.err << imported.out;
}

std::string Rehearsal::ready_application(const std::string& partner) {
    meet_conditions(partner, "ml-ai");
    auto id = created(as("pam").post("/api/v1/applications",
                                     boost::json::object{{"partner", partner}, {"technology", "ml-ai"}}));
    do_as("pam", id, "draft.save", {{"solutions", {"A chat bot"}}, {"business_plan", "plan.pdf"}});
    for (const char* event : {"submit", "check", "complete"}) do_as("pam", id, event, {});
    EXPECT_EQ(state(id), "ready");
    return id;
}

blackbox::Reply Rehearsal::try_grant(const std::string& application) {
    return as("coordinator")
        .post("/api/v1/applications/" + application + "/events", boost::json::object{{"event", "grant"}});
}

std::string Rehearsal::grant(const std::string& application) {
    const auto reply = try_grant(application);
    EXPECT_EQ(reply.status, 200U) << reply.body;
    return specialization(text(instance(application).at("partner")));
}

std::string Rehearsal::specialization(const std::string& partner) {
    const auto page = as("auditor").get("/api/v1/specializations?partner=" + partner).json();
    EXPECT_EQ(page.at("items").as_array().size(), 1U);
    return text(page.at("items").at(0).at("id"));
}

std::string Rehearsal::give_notice(const std::string& partner, boost::json::object data) {
    data["partner"] = partner;
    data["sender"] = boost::json::object{{"role", "owner"}};
    return created(as("support").post("/api/v1/notices", data));
}

blackbox::Reply Rehearsal::try_send(const std::string& instance, const std::string& event,
                                    boost::json::object data) {
    return as("support").post("/api/v1/instances/" + instance + "/events",
                              boost::json::object{{"event", event}, {"data", std::move(data)}});
}

void Rehearsal::send(const std::string& instance, const std::string& event, boost::json::object data) {
    const auto reply = try_send(instance, event, std::move(data));
    EXPECT_EQ(reply.status, 200U) << reply.body;
}

boost::json::object Rehearsal::instance(const std::string& id) {
    return as("auditor").get("/api/v1/instances/" + id).json().as_object();
}

std::string Rehearsal::datum(const std::string& id, const char* name) {
    return text(instance(id).at("data").at(name));
}

std::vector<std::string> Rehearsal::timers(const std::string& id) {
    std::vector<std::string> all;
    const auto page = as("auditor").get("/api/v1/timers?instance=" + id).json();
    for (const auto& timer : page.at("items").as_array())
        all.push_back(text(timer.at("id")) + " " + text(timer.at("due")));
    return all;
}

std::vector<std::string> Rehearsal::messages(const std::string& partner, const std::string& message) {
    std::vector<std::string> all;
    const auto page = as("auditor").get("/api/v1/outbox?limit=200&sort=created&partner=" + partner).json();
    for (const auto& row : page.at("items").as_array()) {
        if (text(row.at("message")) != message) continue;
        all.push_back(text(row.at("message")) + " " + text(row.at("audience")) + " " + text(row.at("at")) +
                      (row.at("late").as_bool() ? " late" : "") +
                      (row.at("state") == "suppressed" ? " suppressed" : ""));
    }
    return all;
}

boost::json::array Rehearsal::history(const std::string& id) {
    return as("auditor").get("/api/v1/instances/" + id + "/history?limit=200").json().at("items").as_array();
}

boost::json::object Rehearsal::why(const std::string& id, const std::string& event) {
    const auto page = as("coordinator").get("/api/v1/instances/" + id + "/why").json();
    for (const auto& each : page.at("events").as_array())
        if (text(each.at("event")) == event) return each.as_object();
    ADD_FAILURE() << event << " is not in `why`";
    return {};
}

}  // namespace waymark::scenarios
