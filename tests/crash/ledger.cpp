#include "tests/crash/ledger.hpp"

#include <boost/system/system_error.hpp>
#include <stdexcept>

namespace waymark::crash {

Writer::Writer(std::string partner, std::string token, unsigned seed)
    : partner_(std::move(partner)), token_(std::move(token)), random_(seed) {}

Order Writer::next_order() {
    const std::string base = "/api/v1/";
    Order order;
    order.key = partner_ + "-" + std::to_string(++orders_);
    const auto event = [&](const std::string& collection, const std::string& id, const char* name,
                           boost::json::object data) {
        order.path = base + collection + "/" + id + "/events";
        order.event = name;
        order.body = {{"event", name}, {"data", std::move(data)}};
    };
    switch (step_ % 5) {
        case 0:
            event("partners", partner_, "debt.set", {});
            break;
        case 1:
            event("partners", partner_, "debt.clear", {});
            break;
        case 2:
            order.path = base + "notices";
            order.event = "notice.register";
            order.body = {{"partner", partner_}, {"sender", boost::json::object{{"role", "owner"}}}};
            break;
        case 3:
            event("notices", notices_.back(), "validate", {});
            break;
        default:
            event("notices", notices_.back(), "withdraw", {});
            break;
    }
    return order;
}

bool Writer::turn(blackbox::Client& client) {
    if (!open_) open_ = next_order();
    blackbox::Reply reply;
    try {
        reply = client.post(open_->path, open_->body, open_->key);
    } catch (const boost::system::system_error&) {
        return false;
    }
    if (reply.status == 503) return false;
    if (reply.status != 200 && reply.status != 201)
        throw std::runtime_error(open_->event + " was answered " + std::to_string(reply.status) + ": " +
                                 reply.body);
    const auto answer = reply.json();
    const auto record = answer.at("record").to_number<std::uint64_t>();
    if (!acknowledged_.emplace(record, open_->event).second)
        throw std::runtime_error("record " + std::to_string(record) + " was acknowledged twice");
    if (open_->event == "notice.register") notices_.emplace_back(answer.at("instance").at("id").as_string());
    open_.reset();
    ++step_;
    return true;
}

}  // namespace waymark::crash
