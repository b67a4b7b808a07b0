// The people of the program and a partner's people, and what they do in the scenarios of applications,
// windows and revocations. In three server zones: it must not matter.
#pragma once

#include <gmock/gmock.h>

#include "tests/scenarios/rehearsal.hpp"

namespace waymark::scenarios {

using blackbox::Reply;
using boost::json::object;

/// By the server's TZ.
class Lifecycle : public testing::TestWithParam<const char*> {
  protected:
    /// With a pam, a coordinator, support, two leads ("lead", "chief") and an architect for devops.
    void given(const std::string& clock) {
        program = std::make_unique<Rehearsal>(clock, GetParam());
        people["lead"] = program->person("lead", "lead");
        people["chief"] = program->person("chief", "lead");
        people["architect"] = program->person("architect", "architect", {{"competences", {"devops"}}});
    }
    /// And its owner, whom `owner` names.
    std::string a_partner(const std::string& owner) {
        auto partner = program->partner();
        people[owner] = program->person(owner, "partner-owner", {{"partner", partner}});
        return partner;
    }

    Reply post(const std::string& who, const std::string& path, const object& body) {
        return program->as(who).post("/api/v1/" + path, body);
    }
    Reply send(const std::string& who, const std::string& instance, const std::string& event,
               object data = {}) {
        return post(who, "instances/" + instance + "/events", {{"event", event}, {"data", std::move(data)}});
    }
    void done(const std::string& who, const std::string& instance, const std::string& event,
              object data = {}) {
        const auto reply = send(who, instance, event, std::move(data));
        EXPECT_EQ(reply.status, 200U) << event << ": " << reply.body;
    }
    void refused(const std::string& who, const std::string& instance, const std::string& event,
                 const std::string& code, object data = {}) {
        const auto reply = send(who, instance, event, std::move(data));
        EXPECT_EQ(reply.status, 409U) << event << ": " << reply.body;
        EXPECT_THAT(reply.body, testing::HasSubstr(code));
    }
    static std::string id_in(const Reply& reply) {
        EXPECT_EQ(reply.status, 201U) << reply.body;
        return reply.status == 201 ? std::string(reply.json().at("instance").at("id").as_string()) : "";
    }
    unsigned seen_by(const std::string& who, const std::string& instance) {
        return program->as(who).get("/api/v1/instances/" + instance).status;
    }
    std::vector<std::string> listed_by(const std::string& who, const std::string& collection) {
        std::vector<std::string> ids;
        const auto reply = program->as(who).get("/api/v1/" + collection + "?limit=200");
        if (reply.status != 200) return ids;
        const auto page = reply.json();
        for (const auto& item : page.at("items").as_array()) ids.emplace_back(item.at("id").as_string());
        return ids;
    }

    /// An application for devops by the owner, waiting for its interview.
    std::string in_interview(const std::string& owner, const std::string& partner) {
        program->meet_conditions(partner, "devops");
        auto application =
            id_in(post(owner, "applications", {{"partner", partner}, {"technology", "devops"}}));
        done(
            owner, application, "draft.save",
            {{"solutions", {"Pipelines"}}, {"business_plan", "plan.pdf"}, {"specialists", {"Olga", "Ivan"}}});
        done(owner, application, "submit");
        done("pam", application, "check");
        done("pam", application, "complete", {{"reason", "Its consumption is still to come."}});
        EXPECT_EQ(program->state(application), "interview");
        return application;
    }
    std::string interview_of(const std::string& application) {
        for (const auto& id : listed_by("auditor", "interviews"))
            if (program->datum(id, "application") == application && program->state(id) != "released")
                return id;
        ADD_FAILURE() << "no interview";
        return "";
    }
    object slot(const std::string& starts_at, bool after_window = false) {
        object data{{"architect", people.at("architect")}, {"starts_at", starts_at}};
        if (after_window) data["after_window"] = true;
        return data;
    }
    void pass(const std::string& interview) {
        done("architect", interview, "pass",
             {{"scores", {object{{"criterion", "depth"}, {"score", 4}}}},
              {"comment", "Between us: shaky."},
              {"recommendations", "Read on."}});
    }
    std::string window(const std::string& month) {
        for (const auto& id : listed_by("auditor", "windows"))
            if (program->datum(id, "month") == month) return id;
        ADD_FAILURE() << "no window " << month;
        return "";
    }

    std::unique_ptr<Rehearsal> program;
    std::map<std::string, std::string> people;
};

inline auto three_zones() {
    return testing::Values("UTC0", "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0");
}
inline std::string zone_name(const testing::TestParamInfo<const char*>& zone) {
    return std::vector<std::string>{"Utc", "Berlin", "NewYork"}[zone.index];
}

}  // namespace waymark::scenarios
