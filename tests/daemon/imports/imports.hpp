// Imports from the outside: a real program with a partner, and what people do to an import of any kind.
#pragma once

#include <gtest/gtest.h>
#include <optional>

#include "tests/blackbox/client.hpp"
#include "tests/blackbox/daemon.hpp"

namespace waymark::daemon {

using blackbox::Client;
using blackbox::Daemon;
using boost::json::object;

class ImportsFixture : public testing::Test {
  protected:
    void SetUp() override {
        start();
        admin_ = daemon_->admin_token();
        const auto coordinator = token("coordinator");
        const auto made = Client(daemon_->port(), coordinator)
                              .post("/api/v1/partners", object{{"name", "Romashka"}, {"tin", "7707083893"}});
        ASSERT_EQ(made.status, 201U) << made.body;
        partner_ = std::string(made.json().at("instance").at("id").as_string());
    }

    void start() { daemon_.emplace(data()); }
    void kill() {
        daemon_->kill();
        start();
    }
    [[nodiscard]] std::filesystem::path data() const { return folder_.path() / "data"; }
    [[nodiscard]] Client client() const { return {daemon_->port(), as_}; }

    /// Of a new person with these roles.
    std::string token(const boost::json::value& roles) const {
        Client admin(daemon_->port(), admin_);
        const auto person = admin.post(
            "/api/v1/persons",
            object{{"name", "Somebody"}, {"roles", roles.is_array() ? roles : boost::json::array{roles}}});
        EXPECT_EQ(person.status, 201U) << person.body;
        const auto issued =
            admin.post("/api/v1/tokens", object{{"person", person.json().at("instance").at("id")}});
        return std::string(issued.json().at("token").as_string());
    }

    std::string begin(const std::string& kind) const {
        const auto begun = client().post("/api/v1/imports", object{{"kind", kind}, {"file", kind + ".csv"}});
        EXPECT_EQ(begun.status, 201U) << begun.body;
        return std::string(begun.json().at("instance").at("id").as_string());
    }
    unsigned put(const std::string& id, int part, const std::string& text) const {
        return client().put_csv(path(id) + "/parts/" + std::to_string(part), text).status;
    }
    blackbox::Reply send(const std::string& id, const char* event, object data = {}) const {
        object body{{"event", event}};
        if (!data.empty()) body["data"] = std::move(data);
        return client().post(path(id) + "/events", body);
    }
    /// Asks until the service has done with it; each question waits for the service's answer.
    boost::json::value settled(const std::string& id) const {
        auto all = client();
        for (;;) {
            auto import = all.get(path(id)).json();
            const auto& state = import.at("state").as_string();
            if (state != "checking" && state != "publishing") return import;
        }
    }
    static std::string path(const std::string& id) { return "/api/v1/imports/" + id; }
    static std::string state(const boost::json::value& import) {
        return std::string(import.at("state").as_string());
    }
    /// "added corrected unchanged", as the check says.
    static std::string effect(const boost::json::value& import) {
        const auto& found = import.at("data").at("found");
        return std::to_string(found.at("added").to_number<int>()) + " " +
               std::to_string(found.at("corrected").to_number<int>()) + " " +
               std::to_string(found.at("unchanged").to_number<int>());
    }
    boost::json::value checked(const std::string& kind, const std::string& text) const {
        const auto id = begin(kind);
        EXPECT_EQ(put(id, 1, text), 201U);
        EXPECT_EQ(send(id, "check").status, 200U);
        return settled(id);
    }
    static std::string id_of(const boost::json::value& import) {
        return std::string(import.at("id").as_string());
    }
    blackbox::Reply send_publish(const boost::json::value& import) const {
        const auto& found = import.at("data").at("found");
        return send(id_of(import), "publish",
                    {{"rows", found.at("rows")},
                     {"total_kopecks", found.at("total_kopecks")},
                     {"complete", {"2026-03"}}});
    }
    void publish(const boost::json::value& import) const {
        ASSERT_EQ(state(import), "checked") << client().get(path(id_of(import)) + "/errors").body;
        const auto sent = send_publish(import);
        EXPECT_EQ(sent.status, 200U) << sent.body;
        EXPECT_EQ(state(settled(id_of(import))), "published");
    }

    TemporaryFolder folder_;
    std::optional<Daemon> daemon_;
    std::string admin_, partner_;
    std::string as_;  // whose token the client has
};

}  // namespace waymark::daemon
