#include "tests/crash/clock.hpp"

#include <atomic>
#include <boost/system/system_error.hpp>
#include <thread>

namespace waymark::crash {

using blackbox::Client;
using blackbox::Daemon;

std::string token_of_all(const Daemon& daemon) {
    Client admin(daemon.port(), daemon.admin_token());
    const auto person =
        admin
            .post("/api/v1/persons",
                  boost::json::object{{"name", "All"},
                                      {"roles", {"admin", "coordinator", "support", "finance", "auditor"}}})
            .json();
    const auto issued =
        admin.post("/api/v1/tokens", boost::json::object{{"person", person.at("instance").at("id")}}).json();
    return std::string(issued.at("token").as_string());
}

std::uint64_t newest_record(Client& client) {
    return client.get("/api/v1/status").json().at("record").to_number<std::uint64_t>();
}

bool move_and_kill(Daemon& daemon, const std::string& token, const char* to, std::uint64_t records) {
    Client watcher(daemon.port(), token);
    const auto last = newest_record(watcher) + records;
    std::atomic<bool> over = false, arrived = false;
    std::thread mover([&] {
        try {
            Client client(daemon.port(), token);
            arrived = client.post("/api/v1/clock", boost::json::object{{"to", to}}).status == 200;
        } catch (const boost::system::system_error&) {  // it was killed
        }
        over = true;
    });
    while (!over && newest_record(watcher) < last) {
    }
    daemon.kill();
    mover.join();
    return arrived;
}

}  // namespace waymark::crash
