#include "daemon/sample/imports.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace waymark::sample {
namespace {

std::string path_of(const std::string& id) { return "/api/v1/imports/" + id; }

}  // namespace

Imports::Imports(Connection& connection, std::string token)
    : connection_(connection), token_(std::move(token)) {}

std::string Imports::send(const std::string& file, const std::string& csv) {
    const auto begun = connection_.post(token_, "/api/v1/imports",
                                        boost::json::object{{"kind", "consumption"}, {"file", file}}, file);
    std::string id = begun.at("instance").at("id").as_string().c_str();
    connection_.put_csv(token_, path_of(id) + "/parts/1", csv);
    return id;
}

void Imports::tell(const std::string& id, const char* event, boost::json::object data) {
    boost::json::object body{{"event", event}};
    if (!data.empty()) body["data"] = std::move(data);
    connection_.post(token_, path_of(id) + "/events", body, id + event);
}

void Imports::wait_until_settled(const std::string& id) {
    std::mutex mutex;
    std::condition_variable never;
    for (;;) {
        const auto state = connection_.get(token_, path_of(id)).at("state");
        if (state != "checking" && state != "publishing") return;
        std::unique_lock lock(mutex);
        never.wait_for(lock, std::chrono::milliseconds(5));
    }
}

void Imports::check(const std::string& id) {
    tell(id, "check");
    wait_until_settled(id);
}

void Imports::discard(const std::string& id) { tell(id, "discard"); }

void Imports::publish(const std::string& id, const ConsumptionSheet& sheet,
                      const std::vector<std::string>& complete) {
    tell(id, "publish",
         {{"rows", sheet.rows()},
          {"total_kopecks", sheet.kopecks()},
          {"complete", boost::json::array(complete.begin(), complete.end())}});
    wait_until_settled(id);
}

}  // namespace waymark::sample
