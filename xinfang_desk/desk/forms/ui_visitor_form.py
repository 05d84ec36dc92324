# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'visitor_form.ui'
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
from PySide6.QtWidgets import (QApplication, QCheckBox, QComboBox, QGridLayout,
    QLabel, QLineEdit, QSizePolicy, QWidget)

class Ui_VisitorForm(object):
    def setupUi(self, VisitorForm):
        if not VisitorForm.objectName():
            VisitorForm.setObjectName(u"VisitorForm")
        self.form_grid = QGridLayout(VisitorForm)
        self.form_grid.setObjectName(u"form_grid")
        self.form_grid.setHorizontalSpacing(10)
        self.form_grid.setVerticalSpacing(4)
        self.form_grid.setContentsMargins(0, 0, 0, 0)
        self.name_label = QLabel(VisitorForm)
        self.name_label.setObjectName(u"name_label")

        self.form_grid.addWidget(self.name_label, 0, 0, 1, 4)

        self.visitor_name_edit = QLineEdit(VisitorForm)
        self.visitor_name_edit.setObjectName(u"visitor_name_edit")

        self.form_grid.addWidget(self.visitor_name_edit, 1, 0, 1, 4)

        self.name_problem = QLabel(VisitorForm)
        self.name_problem.setObjectName(u"name_problem")
        self.name_problem.setWordWrap(True)
        self.name_problem.setVisible(False)

        self.form_grid.addWidget(self.name_problem, 2, 0, 1, 4)

        self.anonymous_check = QCheckBox(VisitorForm)
        self.anonymous_check.setObjectName(u"anonymous_check")

        self.form_grid.addWidget(self.anonymous_check, 1, 4, 1, 2)

        self.role_label = QLabel(VisitorForm)
        self.role_label.setObjectName(u"role_label")

        self.form_grid.addWidget(self.role_label, 0, 6, 1, 3)

        self.visitor_role_combo = QComboBox(VisitorForm)
        self.visitor_role_combo.setObjectName(u"visitor_role_combo")

        self.form_grid.addWidget(self.visitor_role_combo, 1, 6, 1, 3)

        self.role_problem = QLabel(VisitorForm)
        self.role_problem.setObjectName(u"role_problem")
        self.role_problem.setWordWrap(True)
        self.role_problem.setVisible(False)

        self.form_grid.addWidget(self.role_problem, 2, 6, 1, 3)

        self.kind_label = QLabel(VisitorForm)
        self.kind_label.setObjectName(u"kind_label")

        self.form_grid.addWidget(self.kind_label, 0, 9, 1, 3)

        self.visitor_kind_combo = QComboBox(VisitorForm)
        self.visitor_kind_combo.setObjectName(u"visitor_kind_combo")

        self.form_grid.addWidget(self.visitor_kind_combo, 1, 9, 1, 3)

        self.kind_problem = QLabel(VisitorForm)
        self.kind_problem.setObjectName(u"kind_problem")
        self.kind_problem.setWordWrap(True)
        self.kind_problem.setVisible(False)

        self.form_grid.addWidget(self.kind_problem, 2, 9, 1, 3)

        self.id_kind_label = QLabel(VisitorForm)
        self.id_kind_label.setObjectName(u"id_kind_label")

        self.form_grid.addWidget(self.id_kind_label, 3, 0, 1, 4)

        self.id_kind_combo = QComboBox(VisitorForm)
        self.id_kind_combo.setObjectName(u"id_kind_combo")

        self.form_grid.addWidget(self.id_kind_combo, 4, 0, 1, 4)

        self.id_kind_problem = QLabel(VisitorForm)
        self.id_kind_problem.setObjectName(u"id_kind_problem")
        self.id_kind_problem.setWordWrap(True)
        self.id_kind_problem.setVisible(False)

        self.form_grid.addWidget(self.id_kind_problem, 5, 0, 1, 4)

        self.id_number_label = QLabel(VisitorForm)
        self.id_number_label.setObjectName(u"id_number_label")

        self.form_grid.addWidget(self.id_number_label, 3, 4, 1, 4)

        self.id_number_edit = QLineEdit(VisitorForm)
        self.id_number_edit.setObjectName(u"id_number_edit")

        self.form_grid.addWidget(self.id_number_edit, 4, 4, 1, 4)

        self.id_number_problem = QLabel(VisitorForm)
        self.id_number_problem.setObjectName(u"id_number_problem")
        self.id_number_problem.setWordWrap(True)
        self.id_number_problem.setVisible(False)

        self.form_grid.addWidget(self.id_number_problem, 5, 4, 1, 4)

        self.phone_label = QLabel(VisitorForm)
        self.phone_label.setObjectName(u"phone_label")

        self.form_grid.addWidget(self.phone_label, 3, 8, 1, 4)

        self.phone_edit = QLineEdit(VisitorForm)
        self.phone_edit.setObjectName(u"phone_edit")

        self.form_grid.addWidget(self.phone_edit, 4, 8, 1, 4)

        self.phone_problem = QLabel(VisitorForm)
        self.phone_problem.setObjectName(u"phone_problem")
        self.phone_problem.setWordWrap(True)
        self.phone_problem.setVisible(False)

        self.form_grid.addWidget(self.phone_problem, 5, 8, 1, 4)

        self.id_facts_label = QLabel(VisitorForm)
        self.id_facts_label.setObjectName(u"id_facts_label")

        self.form_grid.addWidget(self.id_facts_label, 6, 0, 1, 12)

        self.id_note_label = QLabel(VisitorForm)
        self.id_note_label.setObjectName(u"id_note_label")

        self.form_grid.addWidget(self.id_note_label, 7, 0, 1, 12)

        self.id_note_edit = QLineEdit(VisitorForm)
        self.id_note_edit.setObjectName(u"id_note_edit")

        self.form_grid.addWidget(self.id_note_edit, 8, 0, 1, 12)

        self.id_note_problem = QLabel(VisitorForm)
        self.id_note_problem.setObjectName(u"id_note_problem")
        self.id_note_problem.setWordWrap(True)
        self.id_note_problem.setVisible(False)

        self.form_grid.addWidget(self.id_note_problem, 9, 0, 1, 12)

        self.town_label = QLabel(VisitorForm)
        self.town_label.setObjectName(u"town_label")

        self.form_grid.addWidget(self.town_label, 10, 0, 1, 4)

        self.town_combo = QComboBox(VisitorForm)
        self.town_combo.setObjectName(u"town_combo")

        self.form_grid.addWidget(self.town_combo, 11, 0, 1, 4)

        self.town_problem = QLabel(VisitorForm)
        self.town_problem.setObjectName(u"town_problem")
        self.town_problem.setWordWrap(True)
        self.town_problem.setVisible(False)

        self.form_grid.addWidget(self.town_problem, 12, 0, 1, 4)

        self.village_label = QLabel(VisitorForm)
        self.village_label.setObjectName(u"village_label")

        self.form_grid.addWidget(self.village_label, 10, 4, 1, 4)

        self.village_combo = QComboBox(VisitorForm)
        self.village_combo.setObjectName(u"village_combo")

        self.form_grid.addWidget(self.village_combo, 11, 4, 1, 4)

        self.village_problem = QLabel(VisitorForm)
        self.village_problem.setObjectName(u"village_problem")
        self.village_problem.setWordWrap(True)
        self.village_problem.setVisible(False)

        self.form_grid.addWidget(self.village_problem, 12, 4, 1, 4)

        self.address_label = QLabel(VisitorForm)
        self.address_label.setObjectName(u"address_label")

        self.form_grid.addWidget(self.address_label, 10, 8, 1, 4)

        self.address_edit = QLineEdit(VisitorForm)
        self.address_edit.setObjectName(u"address_edit")

        self.form_grid.addWidget(self.address_edit, 11, 8, 1, 4)

        self.address_problem = QLabel(VisitorForm)
        self.address_problem.setObjectName(u"address_problem")
        self.address_problem.setWordWrap(True)
        self.address_problem.setVisible(False)

        self.form_grid.addWidget(self.address_problem, 12, 8, 1, 4)

        self.relation_label = QLabel(VisitorForm)
        self.relation_label.setObjectName(u"relation_label")

        self.form_grid.addWidget(self.relation_label, 13, 0, 1, 6)

        self.relation_edit = QLineEdit(VisitorForm)
        self.relation_edit.setObjectName(u"relation_edit")

        self.form_grid.addWidget(self.relation_edit, 14, 0, 1, 6)

        self.relation_problem = QLabel(VisitorForm)
        self.relation_problem.setObjectName(u"relation_problem")
        self.relation_problem.setWordWrap(True)
        self.relation_problem.setVisible(False)

        self.form_grid.addWidget(self.relation_problem, 15, 0, 1, 6)

        self.post_label = QLabel(VisitorForm)
        self.post_label.setObjectName(u"post_label")

        self.form_grid.addWidget(self.post_label, 19, 0, 1, 6)

        self.post_edit = QLineEdit(VisitorForm)
        self.post_edit.setObjectName(u"post_edit")

        self.form_grid.addWidget(self.post_edit, 20, 0, 1, 6)

        self.post_problem = QLabel(VisitorForm)
        self.post_problem.setObjectName(u"post_problem")
        self.post_problem.setWordWrap(True)
        self.post_problem.setVisible(False)

        self.form_grid.addWidget(self.post_problem, 21, 0, 1, 6)

        self.sex_label = QLabel(VisitorForm)
        self.sex_label.setObjectName(u"sex_label")

        self.form_grid.addWidget(self.sex_label, 16, 0, 1, 3)

        self.sex_combo = QComboBox(VisitorForm)
        self.sex_combo.setObjectName(u"sex_combo")

        self.form_grid.addWidget(self.sex_combo, 17, 0, 1, 3)

        self.sex_problem = QLabel(VisitorForm)
        self.sex_problem.setObjectName(u"sex_problem")
        self.sex_problem.setWordWrap(True)
        self.sex_problem.setVisible(False)

        self.form_grid.addWidget(self.sex_problem, 18, 0, 1, 3)

        self.born_on_label = QLabel(VisitorForm)
        self.born_on_label.setObjectName(u"born_on_label")

        self.form_grid.addWidget(self.born_on_label, 16, 3, 1, 4)

        self.born_on_edit = QLineEdit(VisitorForm)
        self.born_on_edit.setObjectName(u"born_on_edit")

        self.form_grid.addWidget(self.born_on_edit, 17, 3, 1, 4)

        self.born_on_problem = QLabel(VisitorForm)
        self.born_on_problem.setObjectName(u"born_on_problem")
        self.born_on_problem.setWordWrap(True)
        self.born_on_problem.setVisible(False)

        self.form_grid.addWidget(self.born_on_problem, 18, 3, 1, 4)

        self.nationality_label = QLabel(VisitorForm)
        self.nationality_label.setObjectName(u"nationality_label")

        self.form_grid.addWidget(self.nationality_label, 16, 7, 1, 5)

        self.nationality_edit = QLineEdit(VisitorForm)
        self.nationality_edit.setObjectName(u"nationality_edit")

        self.form_grid.addWidget(self.nationality_edit, 17, 7, 1, 5)

        self.nationality_problem = QLabel(VisitorForm)
        self.nationality_problem.setObjectName(u"nationality_problem")
        self.nationality_problem.setWordWrap(True)
        self.nationality_problem.setVisible(False)

        self.form_grid.addWidget(self.nationality_problem, 18, 7, 1, 5)

        self.form_grid.setColumnStretch(0, 1)
        self.form_grid.setColumnStretch(1, 1)
        self.form_grid.setColumnStretch(2, 1)
        self.form_grid.setColumnStretch(3, 1)
        self.form_grid.setColumnStretch(4, 1)
        self.form_grid.setColumnStretch(5, 1)
        self.form_grid.setColumnStretch(6, 1)
        self.form_grid.setColumnStretch(7, 1)
        self.form_grid.setColumnStretch(8, 1)
        self.form_grid.setColumnStretch(9, 1)
        self.form_grid.setColumnStretch(10, 1)
        self.form_grid.setColumnStretch(11, 1)
#if QT_CONFIG(shortcut)
        self.name_label.setBuddy(self.visitor_name_edit)
        self.role_label.setBuddy(self.visitor_role_combo)
        self.kind_label.setBuddy(self.visitor_kind_combo)
        self.id_kind_label.setBuddy(self.id_kind_combo)
        self.id_number_label.setBuddy(self.id_number_edit)
        self.phone_label.setBuddy(self.phone_edit)
        self.id_note_label.setBuddy(self.id_note_edit)
        self.town_label.setBuddy(self.town_combo)
        self.village_label.setBuddy(self.village_combo)
        self.address_label.setBuddy(self.address_edit)
        self.relation_label.setBuddy(self.relation_edit)
        self.post_label.setBuddy(self.post_edit)
        self.sex_label.setBuddy(self.sex_combo)
        self.born_on_label.setBuddy(self.born_on_edit)
        self.nationality_label.setBuddy(self.nationality_edit)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.visitor_name_edit, self.anonymous_check)
        QWidget.setTabOrder(self.anonymous_check, self.visitor_role_combo)
        QWidget.setTabOrder(self.visitor_role_combo, self.visitor_kind_combo)
        QWidget.setTabOrder(self.visitor_kind_combo, self.id_kind_combo)
        QWidget.setTabOrder(self.id_kind_combo, self.id_number_edit)
        QWidget.setTabOrder(self.id_number_edit, self.phone_edit)
        QWidget.setTabOrder(self.phone_edit, self.id_note_edit)
        QWidget.setTabOrder(self.id_note_edit, self.town_combo)
        QWidget.setTabOrder(self.town_combo, self.village_combo)
        QWidget.setTabOrder(self.village_combo, self.address_edit)
        QWidget.setTabOrder(self.address_edit, self.relation_edit)
        QWidget.setTabOrder(self.relation_edit, self.post_edit)
        QWidget.setTabOrder(self.post_edit, self.sex_combo)
        QWidget.setTabOrder(self.sex_combo, self.born_on_edit)
        QWidget.setTabOrder(self.born_on_edit, self.nationality_edit)

        self.retranslateUi(VisitorForm)
    # setupUi

    def retranslateUi(self, VisitorForm):
        self.name_label.setText(QCoreApplication.translate("VisitorForm", u"\u59d3\u540d", None))
        self.name_label.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.visitor_name_edit.setAccessibleName(QCoreApplication.translate("VisitorForm", u"\u59d3\u540d", None))
#endif // QT_CONFIG(accessibility)
        self.name_problem.setText("")
        self.name_problem.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"problem", None))
        self.anonymous_check.setText(QCoreApplication.translate("VisitorForm", u"\u4e0d\u613f\u7559\u540d", None))
#if QT_CONFIG(accessibility)
        self.anonymous_check.setAccessibleName(QCoreApplication.translate("VisitorForm", u"\u4e0d\u613f\u7559\u540d", None))
#endif // QT_CONFIG(accessibility)
        self.role_label.setText(QCoreApplication.translate("VisitorForm", u"\u8eab\u4efd", None))
        self.role_label.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.visitor_role_combo.setAccessibleName(QCoreApplication.translate("VisitorForm", u"\u8eab\u4efd", None))
#endif // QT_CONFIG(accessibility)
        self.role_problem.setText("")
        self.role_problem.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"problem", None))
        self.kind_label.setText(QCoreApplication.translate("VisitorForm", u"\u4e2a\u4eba\u8fd8\u662f\u5355\u4f4d", None))
        self.kind_label.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.visitor_kind_combo.setAccessibleName(QCoreApplication.translate("VisitorForm", u"\u4e2a\u4eba\u8fd8\u662f\u5355\u4f4d", None))
#endif // QT_CONFIG(accessibility)
        self.kind_problem.setText("")
        self.kind_problem.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"problem", None))
        self.id_kind_label.setText(QCoreApplication.translate("VisitorForm", u"\u8bc1\u4ef6\u7c7b\u578b", None))
        self.id_kind_label.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.id_kind_combo.setAccessibleName(QCoreApplication.translate("VisitorForm", u"\u8bc1\u4ef6\u7c7b\u578b", None))
#endif // QT_CONFIG(accessibility)
        self.id_kind_problem.setText("")
        self.id_kind_problem.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"problem", None))
        self.id_number_label.setText(QCoreApplication.translate("VisitorForm", u"\u8bc1\u4ef6\u53f7\u7801", None))
        self.id_number_label.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.id_number_edit.setAccessibleName(QCoreApplication.translate("VisitorForm", u"\u8bc1\u4ef6\u53f7\u7801", None))
#endif // QT_CONFIG(accessibility)
        self.id_number_problem.setText("")
        self.id_number_problem.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"problem", None))
        self.phone_label.setText(QCoreApplication.translate("VisitorForm", u"\u7535\u8bdd", None))
        self.phone_label.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.phone_edit.setAccessibleName(QCoreApplication.translate("VisitorForm", u"\u7535\u8bdd", None))
#endif // QT_CONFIG(accessibility)
        self.phone_problem.setText("")
        self.phone_problem.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"problem", None))
        self.id_facts_label.setText("")
        self.id_facts_label.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"quiet", None))
        self.id_note_label.setText(QCoreApplication.translate("VisitorForm", u"\u53f7\u7801\u5bf9\u4e0d\u4e0a\u6821\u9a8c\u4f4d\uff0c\u4fdd\u7559\u7684\u539f\u56e0", None))
        self.id_note_label.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.id_note_edit.setAccessibleName(QCoreApplication.translate("VisitorForm", u"\u53f7\u7801\u5bf9\u4e0d\u4e0a\u6821\u9a8c\u4f4d\uff0c\u4fdd\u7559\u7684\u539f\u56e0", None))
#endif // QT_CONFIG(accessibility)
        self.id_note_problem.setText("")
        self.id_note_problem.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"problem", None))
        self.town_label.setText(QCoreApplication.translate("VisitorForm", u"\u4f4f\u5728\u54ea\u4e2a\u4e61\u9547", None))
        self.town_label.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.town_combo.setAccessibleName(QCoreApplication.translate("VisitorForm", u"\u4f4f\u5728\u54ea\u4e2a\u4e61\u9547", None))
#endif // QT_CONFIG(accessibility)
        self.town_problem.setText("")
        self.town_problem.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"problem", None))
        self.village_label.setText(QCoreApplication.translate("VisitorForm", u"\u54ea\u4e2a\u6751\u3001\u793e\u533a", None))
        self.village_label.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.village_combo.setAccessibleName(QCoreApplication.translate("VisitorForm", u"\u54ea\u4e2a\u6751\u3001\u793e\u533a", None))
#endif // QT_CONFIG(accessibility)
        self.village_problem.setText("")
        self.village_problem.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"problem", None))
        self.address_label.setText(QCoreApplication.translate("VisitorForm", u"\u7ec4\u3001\u95e8\u724c\u6216\u522b\u5904\u7684\u5730\u5740", None))
        self.address_label.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.address_edit.setAccessibleName(QCoreApplication.translate("VisitorForm", u"\u7ec4\u3001\u95e8\u724c\u6216\u522b\u5904\u7684\u5730\u5740", None))
#endif // QT_CONFIG(accessibility)
        self.address_problem.setText("")
        self.address_problem.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"problem", None))
        self.relation_label.setText(QCoreApplication.translate("VisitorForm", u"\u548c\u88ab\u4ee3\u7406\uff08\u76d1\u62a4\uff09\u4eba\u7684\u5173\u7cfb", None))
        self.relation_label.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.relation_edit.setAccessibleName(QCoreApplication.translate("VisitorForm", u"\u548c\u88ab\u4ee3\u7406\uff08\u76d1\u62a4\uff09\u4eba\u7684\u5173\u7cfb", None))
#endif // QT_CONFIG(accessibility)
        self.relation_problem.setText("")
        self.relation_problem.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"problem", None))
        self.post_label.setText(QCoreApplication.translate("VisitorForm", u"\u804c\u52a1", None))
        self.post_label.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.post_edit.setAccessibleName(QCoreApplication.translate("VisitorForm", u"\u804c\u52a1", None))
#endif // QT_CONFIG(accessibility)
        self.post_problem.setText("")
        self.post_problem.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"problem", None))
        self.sex_label.setText(QCoreApplication.translate("VisitorForm", u"\u6027\u522b", None))
        self.sex_label.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.sex_combo.setAccessibleName(QCoreApplication.translate("VisitorForm", u"\u6027\u522b", None))
#endif // QT_CONFIG(accessibility)
        self.sex_problem.setText("")
        self.sex_problem.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"problem", None))
        self.born_on_label.setText(QCoreApplication.translate("VisitorForm", u"\u51fa\u751f\u65e5\u671f", None))
        self.born_on_label.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.born_on_edit.setAccessibleName(QCoreApplication.translate("VisitorForm", u"\u51fa\u751f\u65e5\u671f", None))
#endif // QT_CONFIG(accessibility)
        self.born_on_problem.setText("")
        self.born_on_problem.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"problem", None))
        self.nationality_label.setText(QCoreApplication.translate("VisitorForm", u"\u56fd\u7c4d\uff08\u4e2d\u56fd\u7684\u4e0d\u586b\uff09", None))
        self.nationality_label.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"quiet", None))
#if QT_CONFIG(accessibility)
        self.nationality_edit.setAccessibleName(QCoreApplication.translate("VisitorForm", u"\u56fd\u7c4d\uff08\u4e2d\u56fd\u7684\u4e0d\u586b\uff09", None))
#endif // QT_CONFIG(accessibility)
        self.nationality_problem.setText("")
        self.nationality_problem.setProperty(u"kind", QCoreApplication.translate("VisitorForm", u"problem", None))
        pass
    # retranslateUi

