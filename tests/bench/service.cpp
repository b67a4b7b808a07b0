#include <fstream>
#include <sstream>
#include <stdexcept>
#include <sys/resource.h>
#include <unistd.h>

#include "adapters/clock/system_clock.hpp"
#include "tests/bench/load.hpp"
#include "tests/bench/measures.hpp"
#include "tests/blackbox/client.hpp"
#include "tests/blackbox/daemon.hpp"

namespace waymark::bench {
namespace {

constexpr unsigned most_clients = 256;

std::string must(const blackbox::Reply& reply, const char* member) {
    if (reply.status != 201) throw std::runtime_error(reply.body);
    const auto answer = reply.json();
    const auto& object = answer.as_object();
    const auto* found = object.if_contains(member);
    return std::string((found != nullptr ? *found : object.at("instance").at(member)).as_string());
}

/// User and system time of a running process.
double cpu_us(pid_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    std::getline(file, text);
    std::istringstream fields(text.substr(text.rfind(')') + 2));
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    double user = 0, system = 0;
    fields >> user >> system;
    return (user + system) * 1e6 / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double own_cpu_us() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto in_us = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_usec);
    };
    return in_us(usage.ru_utime) + in_us(usage.ru_stime);
}

}  // namespace

struct DurableEvents::Parts {
    TemporaryFolder folder;
    blackbox::Daemon daemon{folder.path()};
    std::string token;
    std::vector<std::string> partners;
    unsigned runs = 0;
};

DurableEvents::DurableEvents() : parts_(std::make_unique<Parts>()) {
    blackbox::Client admin(parts_->daemon.port(), parts_->daemon.admin_token());
    const auto person =
        must(admin.post("/api/v1/persons",
                        boost::json::object{{"name", "Bench"}, {"roles", {"coordinator", "finance"}}}),
             "id");
    parts_->token = must(admin.post("/api/v1/tokens", boost::json::object{{"person", person}}), "token");
    blackbox::Client client(parts_->daemon.port(), parts_->token);
    for (unsigned i = 0; i < most_clients; ++i)
        parts_->partners.push_back(
            must(client.post("/api/v1/partners", boost::json::object{{"name", "Partner"}}), "id"));
}

DurableEvents::~DurableEvents() = default;

const std::filesystem::path& DurableEvents::folder() const { return parts_->folder.path(); }

DurableEvents::Result DurableEvents::run(unsigned clients, std::uint64_t events) {
    LoadOptions load;
    load.port = parts_->daemon.port();
    load.token = parts_->token;
    load.key_prefix = "run-" + std::to_string(++parts_->runs) + "-";
    // Every partner comes back to where it was: an even number of events.
    load.requests_each = std::max<std::uint64_t>(2, events / clients / 2 * 2);
    for (unsigned i = 0; i < clients; ++i) {
        const auto path = "/api/v1/partners/" + parts_->partners.at(i) + "/events";
        load.clients.push_back(
            {{{path, R"({"event":"debt.set","data":{}})"}, {path, R"({"event":"debt.clear","data":{}})"}}});
    }
    const clock::SystemClock clock;
    const auto server_before = cpu_us(parts_->daemon.pid()), own_before = own_cpu_us();
    const auto result = put_load(load, clock);
    if (!result.first_failure.empty()) throw std::runtime_error(result.first_failure);
    const auto per_event = [&](double time) { return time / static_cast<double>(result.requests); };
    return {result.per_second(), static_cast<double>(result.p50.count()),
            static_cast<double>(result.p99.count()), per_event(cpu_us(parts_->daemon.pid()) - server_before),
            per_event(own_cpu_us() - own_before)};
}

}  // namespace waymark::bench
