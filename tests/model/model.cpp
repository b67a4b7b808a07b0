#include "tests/model/model.hpp"

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
    for (auto& [id, notice] : notices) {
        if (notice.state != "accepted" || notice.exit > today_) continue;
        close(id, "executed");
        partners[notice.partner].state = "exited";
    }
}

}  // namespace waymark::model
