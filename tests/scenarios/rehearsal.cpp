#include "tests/scenarios/rehearsal.hpp"

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

std::string Rehearsal::partner() {
    return created(
        as("coordinator")
            .post("/api/v1/partners", boost::json::object{{"name", "Romashka"}, {"tin", "7707083893"}}));
}

std::string Rehearsal::ready_application(const std::string& partner) {
    const boost::json::array passed{boost::json::object{{"code", "C1"}, {"result", "pass"}}};
    auto id = created(as("pam").post("/api/v1/applications",
                                     boost::json::object{{"partner", partner}, {"technology", "ml-ai"}}));
    const auto send = [&](const char* event, boost::json::object data) {
        const auto reply = as("pam").post("/api/v1/applications/" + id + "/events",
                                          boost::json::object{{"event", event}, {"data", std::move(data)}});
        EXPECT_EQ(reply.status, 200U) << reply.body;
    };
    send("draft.save", {{"solutions", {"A chat bot"}}, {"business_plan", "plan.pdf"}});
    send("submit", {});
    send("check", {{"conditions", passed}});
    send("complete", {});
    EXPECT_EQ(state(id), "ready");
    return id;
}

blackbox::Reply Rehearsal::try_grant(const std::string& application) {
    const boost::json::array passed{boost::json::object{{"code", "C1"}, {"result", "pass"}}};
    return as("coordinator")
        .post("/api/v1/applications/" + application + "/events",
              boost::json::object{{"event", "grant"}, {"data", {{"conditions", passed}}}});
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
