# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'office_form.ui'
##
## Created by: Qt User Interface Compiler version 6.9.3
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QComboBox, QGridLayout, QLabel,
    QLineEdit, QSizePolicy, QWidget)

class Ui_OfficeForm(object):
    def setupUi(self, OfficeForm):
        if not OfficeForm.objectName():
            OfficeForm.setObjectName(u"OfficeForm")
        self.form_grid = QGridLayout(OfficeForm)
        self.form_grid.setObjectName(u"form_grid")
        self.form_grid.setHorizontalSpacing(16)
        self.form_grid.setVerticalSpacing(6)
        self.form_grid.setContentsMargins(0, 0, 0, 0)
        self.name_label = QLabel(OfficeForm)
        self.name_label.setObjectName(u"name_label")

        self.form_grid.addWidget(self.name_label, 0, 0, 1, 2)

        self.name_edit = QLineEdit(OfficeForm)
        self.name_edit.setObjectName(u"name_edit")

        self.form_grid.addWidget(self.name_edit, 1, 0, 1, 2)

        self.name_problem = QLabel(OfficeForm)
        self.name_problem.setObjectName(u"name_problem")
        self.name_problem.setWordWrap(True)
        self.name_problem.setVisible(False)

        self.form_grid.addWidget(self.name_problem, 2, 0, 1, 2)

        self.level_label = QLabel(OfficeForm)
        self.level_label.setObjectName(u"level_label")

        self.form_grid.addWidget(self.level_label, 3, 0, 1, 1)

        self.level_combo = QComboBox(OfficeForm)
        self.level_combo.setObjectName(u"level_combo")

        self.form_grid.addWidget(self.level_combo, 4, 0, 1, 1)

        self.level_problem = QLabel(OfficeForm)
        self.level_problem.setObjectName(u"level_problem")
        self.level_problem.setWordWrap(True)
        self.level_problem.setVisible(False)

        self.form_grid.addWidget(self.level_problem, 5, 0, 1, 1)

        self.desk_role_label = QLabel(OfficeForm)
        self.desk_role_label.setObjectName(u"desk_role_label")

        self.form_grid.addWidget(self.desk_role_label, 3, 1, 1, 1)

        self.desk_role_combo = QComboBox(OfficeForm)
        self.desk_role_combo.setObjectName(u"desk_role_combo")

        self.form_grid.addWidget(self.desk_role_combo, 4, 1, 1, 1)

        self.desk_role_problem = QLabel(OfficeForm)
        self.desk_role_problem.setObjectName(u"desk_role_problem")
        self.desk_role_problem.setWordWrap(True)
        self.desk_role_problem.setVisible(False)

        self.form_grid.addWidget(self.desk_role_problem, 5, 1, 1, 1)

        self.short_word_label = QLabel(OfficeForm)
        self.short_word_label.setObjectName(u"short_word_label")

        self.form_grid.addWidget(self.short_word_label, 6, 0, 1, 1)

        self.short_word_edit = QLineEdit(OfficeForm)
        self.short_word_edit.setObjectName(u"short_word_edit")

        self.form_grid.addWidget(self.short_word_edit, 7, 0, 1, 1)

        self.short_word_problem = QLabel(OfficeForm)
        self.short_word_problem.setObjectName(u"short_word_problem")
        self.short_word_problem.setWordWrap(True)
        self.short_word_problem.setVisible(False)

        self.form_grid.addWidget(self.short_word_problem, 8, 0, 1, 1)

        self.org_code_label = QLabel(OfficeForm)
        self.org_code_label.setObjectName(u"org_code_label")

        self.form_grid.addWidget(self.org_code_label, 6, 1, 1, 1)

        self.org_code_edit = QLineEdit(OfficeForm)
        self.org_code_edit.setObjectName(u"org_code_edit")

        self.form_grid.addWidget(self.org_code_edit, 7, 1, 1, 1)

        self.org_code_problem = QLabel(OfficeForm)
        self.org_code_problem.setObjectName(u"org_code_problem")
        self.org_code_problem.setWordWrap(True)
        self.org_code_problem.setVisible(False)

        self.form_grid.addWidget(self.org_code_problem, 8, 1, 1, 1)

        self.county_label = QLabel(OfficeForm)
        self.county_label.setObjectName(u"county_label")

        self.form_grid.addWidget(self.county_label, 9, 0, 1, 1)

        self.county_combo = QComboBox(OfficeForm)
        self.county_combo.setObjectName(u"county_combo")

        self.form_grid.addWidget(self.county_combo, 10, 0, 1, 1)

        self.county_problem = QLabel(OfficeForm)
        self.county_problem.setObjectName(u"county_problem")
        self.county_problem.setWordWrap(True)
        self.county_problem.setVisible(False)

        self.form_grid.addWidget(self.county_problem, 11, 0, 1, 1)

        self.town_label = QLabel(OfficeForm)
        self.town_label.setObjectName(u"town_label")

        self.form_grid.addWidget(self.town_label, 9, 1, 1, 1)

        self.town_combo = QComboBox(OfficeForm)
        self.town_combo.setObjectName(u"town_combo")

        self.form_grid.addWidget(self.town_combo, 10, 1, 1, 1)

        self.town_problem = QLabel(OfficeForm)
        self.town_problem.setObjectName(u"town_problem")
        self.town_problem.setWordWrap(True)
        self.town_problem.setVisible(False)

        self.form_grid.addWidget(self.town_problem, 11, 1, 1, 1)

        self.division_label = QLabel(OfficeForm)
        self.division_label.setObjectName(u"division_label")

        self.form_grid.addWidget(self.division_label, 12, 0, 1, 1)

        self.division_edit = QLineEdit(OfficeForm)
        self.division_edit.setObjectName(u"division_edit")

        self.form_grid.addWidget(self.division_edit, 13, 0, 1, 1)

        self.division_problem = QLabel(OfficeForm)
        self.division_problem.setObjectName(u"division_problem")
        self.division_problem.setWordWrap(True)
        self.division_problem.setVisible(False)

        self.form_grid.addWidget(self.division_problem, 14, 0, 1, 1)

        self.division_name_label = QLabel(OfficeForm)
        self.division_name_label.setObjectName(u"division_name_label")

        self.form_grid.addWidget(self.division_name_label, 12, 1, 1, 1)

        self.division_name_edit = QLineEdit(OfficeForm)
        self.division_name_edit.setObjectName(u"division_name_edit")

        self.form_grid.addWidget(self.division_name_edit, 13, 1, 1, 1)

        self.division_name_problem = QLabel(OfficeForm)
        self.division_name_problem.setObjectName(u"division_name_problem")
        self.division_name_problem.setWordWrap(True)
        self.division_name_problem.setVisible(False)

        self.form_grid.addWidget(self.division_name_problem, 14, 1, 1, 1)

        self.address_label = QLabel(OfficeForm)
        self.address_label.setObjectName(u"address_label")

        self.form_grid.addWidget(self.address_label, 15, 0, 1, 2)

        self.address_edit = QLineEdit(OfficeForm)
        self.address_edit.setObjectName(u"address_edit")

        self.form_grid.addWidget(self.address_edit, 16, 0, 1, 2)

        self.address_problem = QLabel(OfficeForm)
        self.address_problem.setObjectName(u"address_problem")
        self.address_problem.setWordWrap(True)
        self.address_problem.setVisible(False)

        self.form_grid.addWidget(self.address_problem, 17, 0, 1, 2)

        self.floor_label = QLabel(OfficeForm)
        self.floor_label.setObjectName(u"floor_label")

        self.form_grid.addWidget(self.floor_label, 18, 0, 1, 1)

        self.floor_edit = QLineEdit(OfficeForm)
        self.floor_edit.setObjectName(u"floor_edit")

        self.form_grid.addWidget(self.floor_edit, 19, 0, 1, 1)

        self.floor_problem = QLabel(OfficeForm)
        self.floor_problem.setObjectName(u"floor_problem")
        self.floor_problem.setWordWrap(True)
        self.floor_problem.setVisible(False)

        self.form_grid.addWidget(self.floor_problem, 20, 0, 1, 1)

        self.telephone_label = QLabel(OfficeForm)
        self.telephone_label.setObjectName(u"telephone_label")

        self.form_grid.addWidget(self.telephone_label, 18, 1, 1, 1)

        self.telephone_edit = QLineEdit(OfficeForm)
        self.telephone_edit.setObjectName(u"telephone_edit")

        self.form_grid.addWidget(self.telephone_edit, 19, 1, 1, 1)

        self.telephone_problem = QLabel(OfficeForm)
        self.telephone_problem.setObjectName(u"telephone_problem")
        self.telephone_problem.setWordWrap(True)
        self.telephone_problem.setVisible(False)

        self.form_grid.addWidget(self.telephone_problem, 20, 1, 1, 1)

        self.hours_label = QLabel(OfficeForm)
        self.hours_label.setObjectName(u"hours_label")

        self.form_grid.addWidget(self.hours_label, 21, 0, 1, 1)

        self.hours_edit = QLineEdit(OfficeForm)
        self.hours_edit.setObjectName(u"hours_edit")

        self.form_grid.addWidget(self.hours_edit, 22, 0, 1, 1)

        self.hours_problem = QLabel(OfficeForm)
        self.hours_problem.setObjectName(u"hours_problem")
        self.hours_problem.setWordWrap(True)
        self.hours_problem.setVisible(False)

        self.form_grid.addWidget(self.hours_problem, 23, 0, 1, 1)

        self.query_way_label = QLabel(OfficeForm)
        self.query_way_label.setObjectName(u"query_way_label")

        self.form_grid.addWidget(self.query_way_label, 21, 1, 1, 1)

        self.query_way_edit = QLineEdit(OfficeForm)
        self.query_way_edit.setObjectName(u"query_way_edit")

        self.form_grid.addWidget(self.query_way_edit, 22, 1, 1, 1)

        self.query_way_problem = QLabel(OfficeForm)
        self.query_way_problem.setObjectName(u"query_way_problem")
        self.query_way_problem.setWordWrap(True)
        self.query_way_problem.setVisible(False)

        self.form_grid.addWidget(self.query_way_problem, 23, 1, 1, 1)

        self.superior_label = QLabel(OfficeForm)
        self.superior_label.setObjectName(u"superior_label")

        self.form_grid.addWidget(self.superior_label, 24, 0, 1, 1)

        self.superior_edit = QLineEdit(OfficeForm)
        self.superior_edit.setObjectName(u"superior_edit")

        self.form_grid.addWidget(self.superior_edit, 25, 0, 1, 1)

        self.superior_problem = QLabel(OfficeForm)
        self.superior_problem.setObjectName(u"superior_problem")
        self.superior_problem.setWordWrap(True)
        self.superior_problem.setVisible(False)

        self.form_grid.addWidget(self.superior_problem, 26, 0, 1, 1)

        self.final_superior_label = QLabel(OfficeForm)
        self.final_superior_label.setObjectName(u"final_superior_label")

        self.form_grid.addWidget(self.final_superior_label, 24, 1, 1, 1)

        self.final_superior_edit = QLineEdit(OfficeForm)
        self.final_superior_edit.setObjectName(u"final_superior_edit")

        self.form_grid.addWidget(self.final_superior_edit, 25, 1, 1, 1)

        self.final_superior_problem = QLabel(OfficeForm)
        self.final_superior_problem.setObjectName(u"final_superior_problem")
        self.final_superior_problem.setWordWrap(True)
        self.final_superior_problem.setVisible(False)

        self.form_grid.addWidget(self.final_superior_problem, 26, 1, 1, 1)

        self.supervising_office_label = QLabel(OfficeForm)
        self.supervising_office_label.setObjectName(u"supervising_office_label")

        self.form_grid.addWidget(self.supervising_office_label, 27, 0, 1, 1)

        self.supervising_office_edit = QLineEdit(OfficeForm)
        self.supervising_office_edit.setObjectName(u"supervising_office_edit")

        self.form_grid.addWidget(self.supervising_office_edit, 28, 0, 1, 1)

        self.supervising_office_problem = QLabel(OfficeForm)
        self.supervising_office_problem.setObjectName(u"supervising_office_problem")
        self.supervising_office_problem.setWordWrap(True)
        self.supervising_office_problem.setVisible(False)

        self.form_grid.addWidget(self.supervising_office_problem, 29, 0, 1, 1)

        self.discipline_body_label = QLabel(OfficeForm)
        self.discipline_body_label.setObjectName(u"discipline_body_label")

        self.form_grid.addWidget(self.discipline_body_label, 27, 1, 1, 1)

        self.discipline_body_edit = QLineEdit(OfficeForm)
        self.discipline_body_edit.setObjectName(u"discipline_body_edit")

        self.form_grid.addWidget(self.discipline_body_edit, 28, 1, 1, 1)

        self.discipline_body_problem = QLabel(OfficeForm)
        self.discipline_body_problem.setObjectName(u"discipline_body_problem")
        self.discipline_body_problem.setWordWrap(True)
        self.discipline_body_problem.setVisible(False)

        self.form_grid.addWidget(self.discipline_body_problem, 29, 1, 1, 1)

        self.mediation_body_label = QLabel(OfficeForm)
        self.mediation_body_label.setObjectName(u"mediation_body_label")

        self.form_grid.addWidget(self.mediation_body_label, 30, 0, 1, 1)

        self.mediation_body_edit = QLineEdit(OfficeForm)
        self.mediation_body_edit.setObjectName(u"mediation_body_edit")

        self.form_grid.addWidget(self.mediation_body_edit, 31, 0, 1, 1)

        self.mediation_body_problem = QLabel(OfficeForm)
        self.mediation_body_problem.setObjectName(u"mediation_body_problem")
        self.mediation_body_problem.setWordWrap(True)
        self.mediation_body_problem.setVisible(False)

        self.form_grid.addWidget(self.mediation_body_problem, 32, 0, 1, 1)

        self.relief_body_label = QLabel(OfficeForm)
        self.relief_body_label.setObjectName(u"relief_body_label")

        self.form_grid.addWidget(self.relief_body_label, 30, 1, 1, 1)

        self.relief_body_edit = QLineEdit(OfficeForm)
        self.relief_body_edit.setObjectName(u"relief_body_edit")

        self.form_grid.addWidget(self.relief_body_edit, 31, 1, 1, 1)

        self.relief_body_problem = QLabel(OfficeForm)
        self.relief_body_problem.setObjectName(u"relief_body_problem")
        self.relief_body_problem.setWordWrap(True)
        self.relief_body_problem.setVisible(False)

        self.form_grid.addWidget(self.relief_body_problem, 32, 1, 1, 1)

        self.first_seal_label = QLabel(OfficeForm)
        self.first_seal_label.setObjectName(u"first_seal_label")

        self.form_grid.addWidget(self.first_seal_label, 33, 0, 1, 1)

        self.first_seal_edit = QLineEdit(OfficeForm)
        self.first_seal_edit.setObjectName(u"first_seal_edit")

        self.form_grid.addWidget(self.first_seal_edit, 34, 0, 1, 1)

        self.first_seal_problem = QLabel(OfficeForm)
        self.first_seal_problem.setObjectName(u"first_seal_problem")
        self.first_seal_problem.setWordWrap(True)
        self.first_seal_problem.setVisible(False)

        self.form_grid.addWidget(self.first_seal_problem, 35, 0, 1, 1)

        self.second_seal_label = QLabel(OfficeForm)
        self.second_seal_label.setObjectName(u"second_seal_label")

        self.form_grid.addWidget(self.second_seal_label, 33, 1, 1, 1)

        self.second_seal_edit = QLineEdit(OfficeForm)
        self.second_seal_edit.setObjectName(u"second_seal_edit")

        self.form_grid.addWidget(self.second_seal_edit, 34, 1, 1, 1)

        self.second_seal_problem = QLabel(OfficeForm)
        self.second_seal_problem.setObjectName(u"second_seal_problem")
        self.second_seal_problem.setWordWrap(True)
        self.second_seal_problem.setVisible(False)

        self.form_grid.addWidget(self.second_seal_problem, 35, 1, 1, 1)

#if QT_CONFIG(shortcut)
        self.name_label.setBuddy(self.name_edit)
        self.level_label.setBuddy(self.level_combo)
        self.desk_role_label.setBuddy(self.desk_role_combo)
        self.short_word_label.setBuddy(self.short_word_edit)
        self.org_code_label.setBuddy(self.org_code_edit)
        self.county_label.setBuddy(self.county_combo)
        self.town_label.setBuddy(self.town_combo)
        self.division_label.setBuddy(self.division_edit)
        self.division_name_label.setBuddy(self.division_name_edit)
        self.address_label.setBuddy(self.address_edit)
        self.floor_label.setBuddy(self.floor_edit)
        self.telephone_label.setBuddy(self.telephone_edit)
        self.hours_label.setBuddy(self.hours_edit)
        self.query_way_label.setBuddy(self.query_way_edit)
        self.superior_label.setBuddy(self.superior_edit)
        self.final_superior_label.setBuddy(self.final_superior_edit)
        self.supervising_office_label.setBuddy(self.supervising_office_edit)
        self.discipline_body_label.setBuddy(self.discipline_body_edit)
        self.mediation_body_label.setBuddy(self.mediation_body_edit)
        self.relief_body_label.setBuddy(self.relief_body_edit)
        self.first_seal_label.setBuddy(self.first_seal_edit)
        self.second_seal_label.setBuddy(self.second_seal_edit)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.name_edit, self.level_combo)
        QWidget.setTabOrder(self.level_combo, self.desk_role_combo)
        QWidget.setTabOrder(self.desk_role_combo, self.short_word_edit)
        QWidget.setTabOrder(self.short_word_edit, self.org_code_edit)
        QWidget.setTabOrder(self.org_code_edit, self.county_combo)
        QWidget.setTabOrder(self.county_combo, self.town_combo)
        QWidget.setTabOrder(self.town_combo, self.division_edit)
        QWidget.setTabOrder(self.division_edit, self.division_name_edit)
        QWidget.setTabOrder(self.division_name_edit, self.address_edit)
        QWidget.setTabOrder(self.address_edit, self.floor_edit)
        QWidget.setTabOrder(self.floor_edit, self.telephone_edit)
        QWidget.setTabOrder(self.telephone_edit, self.hours_edit)
        QWidget.setTabOrder(self.hours_edit, self.query_way_edit)
        QWidget.setTabOrder(self.query_way_edit, self.superior_edit)
        QWidget.setTabOrder(self.superior_edit, self.final_superior_edit)
        QWidget.setTabOrder(self.final_superior_edit, self.supervising_office_edit)
        QWidget.setTabOrder(self.supervising_office_edit, self.discipline_body_edit)
        QWidget.setTabOrder(self.discipline_body_edit, self.mediation_body_edit)
        QWidget.setTabOrder(self.mediation_body_edit, self.relief_body_edit)
        QWidget.setTabOrder(self.relief_body_edit, self.first_seal_edit)
        QWidget.setTabOrder(self.first_seal_edit, self.second_seal_edit)

        self.retranslateUi(OfficeForm)
    # setupUi

    def retranslateUi(self, OfficeForm):
        self.name_label.setText(QCoreApplication.translate("OfficeForm", u"\u5355\u4f4d\u5168\u79f0", None))
        self.name_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.name_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u5355\u4f4d\u5168\u79f0", None))
#endif // QT_CONFIG(accessibility)
        self.name_edit.setPlaceholderText(QCoreApplication.translate("OfficeForm", u"\u4e2d\u65b9\u53bf\u94dc\u6e7e\u9547\u4eba\u6c11\u653f\u5e9c", None))
        self.name_problem.setText("")
        self.name_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.level_label.setText(QCoreApplication.translate("OfficeForm", u"\u7ea7\u522b", None))
        self.level_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.level_combo.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u7ea7\u522b", None))
#endif // QT_CONFIG(accessibility)
        self.level_problem.setText("")
        self.level_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.desk_role_label.setText(QCoreApplication.translate("OfficeForm", u"\u7a97\u53e3\u8eab\u4efd", None))
        self.desk_role_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.desk_role_combo.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u7a97\u53e3\u8eab\u4efd", None))
#endif // QT_CONFIG(accessibility)
        self.desk_role_problem.setText("")
        self.desk_role_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.short_word_label.setText(QCoreApplication.translate("OfficeForm", u"\u673a\u5173\u4ee3\u5b57", None))
        self.short_word_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.short_word_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u673a\u5173\u4ee3\u5b57", None))
#endif // QT_CONFIG(accessibility)
        self.short_word_edit.setPlaceholderText(QCoreApplication.translate("OfficeForm", u"\u94dc\u653f", None))
        self.short_word_problem.setText("")
        self.short_word_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.org_code_label.setText(QCoreApplication.translate("OfficeForm", u"\u673a\u6784\u4ee3\u7801\uff08\u5b57\u6bcd\u3001\u6570\u5b57\uff09", None))
        self.org_code_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.org_code_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u673a\u6784\u4ee3\u7801\uff08\u5b57\u6bcd\u3001\u6570\u5b57\uff09", None))
#endif // QT_CONFIG(accessibility)
        self.org_code_edit.setPlaceholderText(QCoreApplication.translate("OfficeForm", u"\u9ed8\u8ba4\u7528\u533a\u5212\u4ee3\u7801", None))
        self.org_code_problem.setText("")
        self.org_code_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.county_label.setText(QCoreApplication.translate("OfficeForm", u"\u6240\u5728\u53bf", None))
        self.county_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.county_combo.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u6240\u5728\u53bf", None))
#endif // QT_CONFIG(accessibility)
        self.county_problem.setText("")
        self.county_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.town_label.setText(QCoreApplication.translate("OfficeForm", u"\u4e61\u9547", None))
        self.town_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.town_combo.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u4e61\u9547", None))
#endif // QT_CONFIG(accessibility)
        self.town_problem.setText("")
        self.town_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.division_label.setText(QCoreApplication.translate("OfficeForm", u"\u533a\u5212\u4ee3\u7801\uff086\u30019 \u6216 12 \u4f4d\uff09", None))
        self.division_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.division_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u533a\u5212\u4ee3\u7801\uff086\u30019 \u6216 12 \u4f4d\uff09", None))
#endif // QT_CONFIG(accessibility)
        self.division_problem.setText("")
        self.division_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.division_name_label.setText(QCoreApplication.translate("OfficeForm", u"\u533a\u5212\u540d\u79f0", None))
        self.division_name_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.division_name_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u533a\u5212\u540d\u79f0", None))
#endif // QT_CONFIG(accessibility)
        self.division_name_problem.setText("")
        self.division_name_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.address_label.setText(QCoreApplication.translate("OfficeForm", u"\u63a5\u5f85\u5730\u70b9", None))
        self.address_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.address_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u63a5\u5f85\u5730\u70b9", None))
#endif // QT_CONFIG(accessibility)
        self.address_problem.setText("")
        self.address_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.floor_label.setText(QCoreApplication.translate("OfficeForm", u"\u697c\u5c42\u3001\u600e\u4e48\u5230", None))
        self.floor_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.floor_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u697c\u5c42\u3001\u600e\u4e48\u5230", None))
#endif // QT_CONFIG(accessibility)
        self.floor_problem.setText("")
        self.floor_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.telephone_label.setText(QCoreApplication.translate("OfficeForm", u"\u7a97\u53e3\u7535\u8bdd", None))
        self.telephone_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.telephone_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u7a97\u53e3\u7535\u8bdd", None))
#endif // QT_CONFIG(accessibility)
        self.telephone_edit.setPlaceholderText(QCoreApplication.translate("OfficeForm", u"0745-", None))
        self.telephone_problem.setText("")
        self.telephone_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.hours_label.setText(QCoreApplication.translate("OfficeForm", u"\u63a5\u5f85\u65f6\u95f4", None))
        self.hours_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.hours_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u63a5\u5f85\u65f6\u95f4", None))
#endif // QT_CONFIG(accessibility)
        self.hours_edit.setPlaceholderText(QCoreApplication.translate("OfficeForm", u"\u5de5\u4f5c\u65e5 8:30\u201412:00\uff0c14:30\u201417:30", None))
        self.hours_problem.setText("")
        self.hours_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.query_way_label.setText(QCoreApplication.translate("OfficeForm", u"\u600e\u4e48\u67e5\u8fdb\u5ea6", None))
        self.query_way_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.query_way_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u600e\u4e48\u67e5\u8fdb\u5ea6", None))
#endif // QT_CONFIG(accessibility)
        self.query_way_edit.setPlaceholderText(QCoreApplication.translate("OfficeForm", u"\u6253\u7a97\u53e3\u7535\u8bdd\uff0c\u62a5\u767b\u8bb0\u7f16\u53f7\u548c\u67e5\u8be2\u7801", None))
        self.query_way_problem.setText("")
        self.query_way_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.superior_label.setText(QCoreApplication.translate("OfficeForm", u"\u590d\u67e5\u673a\u5173\uff08\u4e0a\u4e00\u7ea7\uff09", None))
        self.superior_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.superior_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u590d\u67e5\u673a\u5173\uff08\u4e0a\u4e00\u7ea7\uff09", None))
#endif // QT_CONFIG(accessibility)
        self.superior_problem.setText("")
        self.superior_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.final_superior_label.setText(QCoreApplication.translate("OfficeForm", u"\u590d\u6838\u673a\u5173", None))
        self.final_superior_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.final_superior_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u590d\u6838\u673a\u5173", None))
#endif // QT_CONFIG(accessibility)
        self.final_superior_problem.setText("")
        self.final_superior_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.supervising_office_label.setText(QCoreApplication.translate("OfficeForm", u"\u4e0a\u4e00\u7ea7\u4fe1\u8bbf\u90e8\u95e8", None))
        self.supervising_office_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.supervising_office_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u4e0a\u4e00\u7ea7\u4fe1\u8bbf\u90e8\u95e8", None))
#endif // QT_CONFIG(accessibility)
        self.supervising_office_problem.setText("")
        self.supervising_office_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.discipline_body_label.setText(QCoreApplication.translate("OfficeForm", u"\u4e3e\u62a5\u4ef6\u9001\u54ea\u4e2a\u673a\u5173", None))
        self.discipline_body_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.discipline_body_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u4e3e\u62a5\u4ef6\u9001\u54ea\u4e2a\u673a\u5173", None))
#endif // QT_CONFIG(accessibility)
        self.discipline_body_problem.setText("")
        self.discipline_body_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.mediation_body_label.setText(QCoreApplication.translate("OfficeForm", u"\u4eba\u6c11\u8c03\u89e3\u59d4\u5458\u4f1a", None))
        self.mediation_body_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.mediation_body_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u4eba\u6c11\u8c03\u89e3\u59d4\u5458\u4f1a", None))
#endif // QT_CONFIG(accessibility)
        self.mediation_body_problem.setText("")
        self.mediation_body_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.relief_body_label.setText(QCoreApplication.translate("OfficeForm", u"\u7533\u8bf7\u793e\u4f1a\u6551\u52a9\u627e\u8c01", None))
        self.relief_body_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.relief_body_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u7533\u8bf7\u793e\u4f1a\u6551\u52a9\u627e\u8c01", None))
#endif // QT_CONFIG(accessibility)
        self.relief_body_problem.setText("")
        self.relief_body_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.first_seal_label.setText(QCoreApplication.translate("OfficeForm", u"\u843d\u6b3e\uff08\u7b2c\u4e00\u4e2a\uff09", None))
        self.first_seal_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.first_seal_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u843d\u6b3e\uff08\u7b2c\u4e00\u4e2a\uff09", None))
#endif // QT_CONFIG(accessibility)
        self.first_seal_edit.setPlaceholderText(QCoreApplication.translate("OfficeForm", u"\u548c\u516c\u7ae0\u4e00\u81f4", None))
        self.first_seal_problem.setText("")
        self.first_seal_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        self.second_seal_label.setText(QCoreApplication.translate("OfficeForm", u"\u843d\u6b3e\uff08\u7b2c\u4e8c\u4e2a\uff0c\u53ef\u7a7a\uff09", None))
        self.second_seal_label.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.second_seal_edit.setAccessibleName(QCoreApplication.translate("OfficeForm", u"\u843d\u6b3e\uff08\u7b2c\u4e8c\u4e2a\uff0c\u53ef\u7a7a\uff09", None))
#endif // QT_CONFIG(accessibility)
        self.second_seal_edit.setPlaceholderText(QCoreApplication.translate("OfficeForm", u"\u4e2d\u5171\u00d7\u00d7\u9547\u59d4\u5458\u4f1a", None))
        self.second_seal_problem.setText("")
        self.second_seal_problem.setProperty(u"kind", QCoreApplication.translate("OfficeForm", u"problem", None))
        pass
    # retranslateUi

