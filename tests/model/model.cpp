#include "tests/model/model.hpp"

#include <algorithm>

namespace waymark::model {

void Model::give_notice(const std::string& partner, const std::string& notice) {
    notices[notice] = {partner, "received", today_, {}};
    partners[partner].notice = notice;
}

void Model::accept(const std::string& notice) {
    auto& each = notices[notice];
    each.state = "accepted";
    each.exit = std::max(each.received + std::chrono::days(30), today_ + std::chrono::days(1));
    partners[each.partner].state = "quit_pending";
}

void Model::close(const std::string& notice, const char* state) {
    auto& each = notices[notice];
    each.state = state;
    auto& partner = partners[each.partner];
    partner.notice.clear();
    partner.state = "active";
}

void Model::withdraw(const std::string& notice) { close(notice, "withdrawn"); }
void Model::refuse(const std::string& notice) { close(notice, "refused"); }

void Model::advance(std::chrono::days days) {
    today_ += days;
    if (days.count() > 0) commands_.clear();
    for (auto& [id, notice] : notices) {
        if (notice.state != "accepted" || notice.exit > today_) continue;
        close(id, "executed");
        partners[notice.partner].state = "exited";
    }
    partners_before_ = partners;
    notices_before_ = notices;
}

void Model::keep(const std::string& record, const std::vector<std::string>& moved) {
    auto& command = commands_[record];
    for (const auto& id : moved) {
        command.before[id] = stands_[id];
        command.after[id] = stands_[id] = ++moves_;
        if (partners_before_.contains(id)) command.partners[id] = partners_before_[id];
        if (notices_before_.contains(id)) command.notices[id] = notices_before_[id];
    }
    partners_before_ = partners;
    notices_before_ = notices;
}

std::vector<std::string> Model::kept() const {
    std::vector<std::string> records;
    for (const auto& [record, command] : commands_) records.push_back(record);
    return records;
}

bool Model::can_undo(const std::string& record) const {
    const auto& after = commands_.at(record).after;
    return std::ranges::all_of(after,
                               [&](const auto& each) { return stands_.at(each.first) == each.second; });
}

void Model::undo(const std::string& record) {
    const auto& command = commands_.at(record);
    for (const auto& [id, before] : command.before) {
        stands_[id] = before;
        if (partners.contains(id))
            partners[id] =
                command.partners.contains(id) ? command.partners.at(id) : Partner{"undone", false, ""};
        if (notices.contains(id))
            notices[id] =
                command.notices.contains(id) ? command.notices.at(id) : Notice{"", "undone", {}, {}};
    }
    partners_before_ = partners;
    notices_before_ = notices;
}

}  // namespace waymark::model
